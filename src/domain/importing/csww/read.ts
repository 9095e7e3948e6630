/** Takes a return's parts one by one, so that a long one never has to be held as XML. */
import { isIsoDate, type IsoDate } from '../../calendar.ts';
import { ONE_FTE, type Millionths } from '../../records/types.ts';
import { ImportRefusal } from '../refusal.ts';
import { checkElement, type SchemaProblem } from './check.ts';
import {
  RETURN_FIELDS,
  type CswwDocument,
  type CswwHeader,
  type CswwVacancies,
  type CswwWarning,
  type CswwWorkerRow,
  type ReturnFields,
} from './document.ts';
import { childOf, childText, type XmlElement } from './elements.ts';
import { HEADER_RULE, SCHEMA_YEAR, SWE_NUMBER, VACANCIES_RULE, WORKER_RULE } from './schema2022.ts';

const MOST_WORKERS = 100_000;
const MOST_WARNINGS = 1000;

const NO_HEADER: CswwHeader = {
  collection: '',
  year: null,
  referenceDate: null,
  sourceLevel: '',
  authority: '',
  software: '',
  madeAt: '',
};
const NO_VACANCIES: CswwVacancies = { vacancies: null, agencyFte: null, agencyHeadcount: null };

export class CswwReader {
  private readonly workers: CswwWorkerRow[] = [];
  private readonly warnings: CswwWarning[] = [];
  private warningCount = 0;
  private header: CswwHeader | null = null;
  private vacancies: CswwVacancies | null = null;

  /**
   * Takes the next part of the return: Header, LALevelVacancies or CSWWWorker.
   *
   * @throws ImportRefusal when there are more workers than any authority has.
   */
  take(element: XmlElement): void {
    if (element.name === 'Header') this.takeHeader(element);
    else if (element.name === 'LALevelVacancies') this.takeVacancies(element);
    else if (element.name === 'CSWWWorker') this.takeWorker(element);
    else
      this.warn(null, {
        line: element.line,
        element: element.name,
        written: '',
        words: `${element.name} is no part of the return, and was left out.`,
      });
  }

  /**
   * The whole return.
   *
   * @throws ImportRefusal when it holds no workers and no vacancies.
   */
  finish(): CswwDocument {
    if (this.workers.length === 0 && this.vacancies === null) {
      throw new ImportRefusal(
        'The XML holds no CSWWWorker and no LALevelVacancies. Choose the file of the statutory social work workforce return.',
      );
    }
    const missing = (element: string) =>
      this.warn(null, { line: 1, element, written: '', words: `${element} is missing.` });
    if (this.header === null) missing('Header');
    if (this.vacancies === null) missing('LALevelVacancies');
    return {
      header: this.header ?? NO_HEADER,
      vacancies: this.vacancies ?? NO_VACANCIES,
      workers: this.workers,
      warnings: this.warnings,
      warningCount: this.warningCount,
      schemaYear: SCHEMA_YEAR,
    };
  }

  private warn(row: number | null, problem: SchemaProblem): void {
    this.warningCount += 1;
    if (this.warnings.length < MOST_WARNINGS) {
      this.warnings.push({ row, ...problem, written: problem.written.slice(0, 60) });
    }
  }

  private once(already: unknown, element: XmlElement): boolean {
    if (already === null) return true;
    this.warn(null, {
      line: element.line,
      element: element.name,
      written: '',
      words: `${element.name} is there more than once; the first was used.`,
    });
    return false;
  }

  private takeHeader(element: XmlElement): void {
    if (!this.once(this.header, element)) return;
    for (const problem of checkElement(element, HEADER_RULE)) this.warn(null, problem);
    const details = childOf(element, 'CollectionDetails');
    const source = childOf(element, 'Source');
    const year = childText(details, 'Year');
    this.header = {
      collection: childText(details, 'Collection'),
      year: /^\d{4}$/.test(year) ? Number(year) : null,
      referenceDate: dateIn(details, 'ReferenceDate'),
      sourceLevel: childText(source, 'SourceLevel'),
      authority: childText(source, 'LEA'),
      software: childText(source, 'SoftwareCode'),
      madeAt: childText(source, 'DateTime'),
    };
  }

  private takeVacancies(element: XmlElement): void {
    if (!this.once(this.vacancies, element)) return;
    for (const problem of checkElement(element, VACANCIES_RULE)) this.warn(null, problem);
    this.vacancies = {
      vacancies: numberIn(element, 'NumberOfVacancies'),
      agencyFte: numberIn(element, 'NoAgencyFTE'),
      agencyHeadcount: numberIn(element, 'NoAgencyHeadcount'),
    };
  }

  private takeWorker(element: XmlElement): void {
    if (this.workers.length >= MOST_WORKERS) {
      throw new ImportRefusal(
        'The return has more than 100,000 workers, more than Tenure reads. Choose the return of one authority.',
      );
    }
    const row = this.workers.length + 1;
    for (const problem of checkElement(element, WORKER_RULE)) this.warn(row, problem);
    const from = dateIn(element, 'RoleStartDate');
    const to = dateIn(element, 'RoleEndDate');
    if (from !== null && to !== null && to < from) {
      this.warn(row, {
        line: element.line,
        element: 'RoleEndDate',
        written: to,
        words: 'RoleEndDate is before RoleStartDate.',
      });
    }
    const agency = childText(element, 'AgencyWorker');
    const sweNumber = childText(element, 'SWENo');
    this.workers.push({
      row,
      line: element.line,
      agency: agency === '1' ? true : agency === '0' ? false : null,
      ref: sweNumber,
      sweNumber: SWE_NUMBER.fits(sweNumber) ? sweNumber : null,
      fte: fteIn(element, 'FTE'),
      orgRole: codeIn(element, 'OrgRole', 6),
      from,
      to,
      origin: codeIn(element, 'StartOrigin', 10),
      leavingReason: codeIn(element, 'ReasonLeave', 10),
      destination: codeIn(element, 'LeaverDestination', 9),
      returnFields: returnFieldsIn(element),
    });
  }
}

function dateIn(element: XmlElement | null, name: string): IsoDate | null {
  const text = childText(element, name);
  return isIsoDate(text) ? text : null;
}

function numberIn(element: XmlElement, name: string): number | null {
  const text = childText(element, name);
  return /^[+-]?\d+(?:\.\d*)?$/.test(text) ? Number(text) : null;
}

/** FTE outside 0 to 1 is not known: the warning says what was written. */
function fteIn(element: XmlElement, name: string): Millionths | null {
  const fte = numberIn(element, name);
  return fte === null || fte < 0 || fte > 1 ? null : Math.round(fte * ONE_FTE);
}

function codeIn(element: XmlElement, name: string, last: number): number | null {
  const text = childText(element, name);
  const code = /^\d{1,2}$/.test(text) ? Number(text) : 0;
  return code >= 1 && code <= last ? code : null;
}

function returnFieldsIn(element: XmlElement): ReturnFields {
  const fields: ReturnFields = {};
  for (const { name, text } of element.children) {
    const field = RETURN_FIELDS.find((each) => each === name);
    if (field === undefined || text === '') continue;
    (fields[field] ??= []).push(text);
  }
  return fields;
}
