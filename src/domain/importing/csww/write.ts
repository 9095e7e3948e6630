/** Writes the statutory return as XML by the rules of 2022. */
import { ONE_FTE, type Millionths } from '../../records/types.ts';
import type { CswwHeader, CswwVacancies, CswwWorkerRow } from './document.ts';
import { WORKER_RULE } from './schema2022.ts';

/** Text as XML holds it. Characters XML cannot hold at all are left out. */
function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');
}

function element(name: string, text: string, indent: string): string {
  return `${indent}<${name}>${escapeXml(text)}</${name}>\n`;
}

function optional(name: string, value: string | number | null, indent: string): string {
  return value === null || value === '' ? '' : element(name, String(value), indent);
}

function group(name: string, content: string, indent: string): string {
  return content === '' ? '' : `${indent}<${name}>\n${content}${indent}</${name}>\n`;
}

/** FTE with no more digits than it needs, at most six decimals. */
function fteText(fte: Millionths | null): string | null {
  return fte === null ? null : String(Math.round(fte) / ONE_FTE);
}

/** Two decimals at most; a figure that is not known is missing, never 0. */
function twoDecimals(value: number | null): string | null {
  return value === null ? null : String(Math.round(value * 100) / 100);
}

function headerXml(header: CswwHeader): string {
  const inner = '      ';
  const details =
    optional('Collection', header.collection, inner) +
    optional('Year', header.year, inner) +
    optional('ReferenceDate', header.referenceDate, inner);
  const source =
    optional('SourceLevel', header.sourceLevel, inner) +
    element('LEA', header.authority, inner) +
    optional('SoftwareCode', header.software, inner) +
    optional('DateTime', header.madeAt, inner);
  return group(
    'Header',
    group('CollectionDetails', details, '    ') + group('Source', source, '    '),
    '  ',
  );
}

function vacanciesXml(vacancies: CswwVacancies): string {
  const inner = '    ';
  const content =
    optional('NumberOfVacancies', twoDecimals(vacancies.vacancies), inner) +
    optional('NoAgencyFTE', twoDecimals(vacancies.agencyFte), inner) +
    optional('NoAgencyHeadcount', vacancies.agencyHeadcount, inner);
  return `  <LALevelVacancies>\n${content}  </LALevelVacancies>\n`;
}

function workerValues(worker: CswwWorkerRow): Map<string, string[]> {
  const own: Record<string, string | number | null> = {
    AgencyWorker: worker.agency === null ? null : worker.agency ? '1' : '0',
    SWENo: worker.sweNumber,
    FTE: fteText(worker.fte),
    OrgRole: worker.orgRole,
    RoleStartDate: worker.from,
    StartOrigin: worker.origin,
    RoleEndDate: worker.to,
    LeaverDestination: worker.destination,
    ReasonLeave: worker.leavingReason,
  };
  const values = new Map<string, string[]>(Object.entries(worker.returnFields));
  for (const [name, value] of Object.entries(own)) {
    if (value !== null) values.set(name, [String(value)]);
  }
  return values;
}

function workerXml(worker: CswwWorkerRow): string {
  const values = workerValues(worker);
  const content = (WORKER_RULE.children ?? [])
    .flatMap(({ name }) => (values.get(name) ?? []).map((text) => element(name, text, '    ')))
    .join('');
  return `  <CSWWWorker>\n${content}  </CSWWWorker>\n`;
}

/**
 * The return as XML text, its elements in the order the schema of 2022 asks for.
 *
 * Nothing is made up: a needed value that is not known is missing, and the checker names it.
 */
export function buildCswwXml(
  header: CswwHeader,
  vacancies: CswwVacancies,
  workers: readonly CswwWorkerRow[],
): string {
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n<Message>\n' +
    headerXml(header) +
    vacanciesXml(vacancies) +
    workers.map(workerXml).join('') +
    '</Message>\n'
  );
}
