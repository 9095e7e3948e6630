/** The return of a census from a plan's records and what was kept of earlier returns. */
import type { IsoDate } from '../../calendar.ts';
import type {
  CswwHeader,
  CswwVacancies,
  CswwWorkerRow,
  ReturnFields,
} from '../../importing/csww/document.ts';
import { buildCswwXml } from '../../importing/csww/write.ts';
import type { AbsenceKind, PlanRecords } from '../types.ts';
import { absenceKinds } from './absent.ts';
import { coverageOf, fieldsAt, type FieldCoverage, type KeptFields } from './fields.ts';
import { returnAt, type ReturnEntry } from './returnAt.ts';
import { returnTotals } from './totals.ts';

/** What a return says of itself besides its census. */
export interface ReturnMaker {
  /** The authority's three-digit number; null where the plan does not have it. */
  authority: string | null;
  /** Date and time in ISO form. */
  madeAt: string;
  /** Said by whoever builds it: there was no agency worker, though none was ever recorded. */
  noAgency?: boolean;
}

export interface BuiltReturn {
  header: CswwHeader;
  vacancies: CswwVacancies;
  rows: CswwWorkerRow[];
  /** The worker each row is about, in their order. */
  workers: number[];
  xml: string;
}

const MOVED_OUTSIDE = 7;

/**
 * Builds the return of a census. Nothing is made up: what neither the records nor an earlier
 * return holds is left out, and the check of the schema names it.
 */
export function buildReturn(
  records: PlanRecords,
  censusDate: IsoDate,
  kept: readonly KeptFields[],
  maker: ReturnMaker,
): BuiltReturn {
  const csww = returnAt(records, censusDate);
  const fields = fieldsAt(kept, censusDate);
  const kinds = absenceKinds(csww);
  const header: CswwHeader = {
    collection: 'CSWW',
    year: Number(censusDate.slice(0, 4)),
    referenceDate: censusDate,
    sourceLevel: 'L',
    authority: maker.authority ?? '',
    software: 'Tenure',
    madeAt: maker.madeAt,
  };
  const vacancies = returnTotals(records, censusDate, maker.noAgency);
  const rows = csww.entries.map((entry, at) =>
    rowOf(entry, at + 1, {
      sweNumber: csww.index.workers.get(entry.worker)?.sweNumber ?? null,
      fields: fields.get(entry.worker)?.fields ?? {},
      away: kinds.get(entry.engagement.id) ?? [],
    }),
  );
  return {
    header,
    vacancies,
    rows,
    workers: csww.entries.map(({ worker }) => worker),
    xml: buildCswwXml(header, vacancies, rows),
  };
}

interface Person {
  sweNumber: string | null;
  fields: ReturnFields;
  away: readonly AbsenceKind[];
}

function rowOf(entry: ReturnEntry, row: number, person: Person): CswwWorkerRow {
  const { engagement, kind, movedOutside, to } = entry;
  const { leavingReason, destination } = engagement;
  const left = kind === 'leaver';
  return {
    row,
    line: 0,
    agency: kind === 'agency',
    ref: person.sweNumber ?? '',
    // As recorded, well formed or not: the check of the schema shows what was written.
    sweNumber: person.sweNumber,
    fte: entry.fte,
    orgRole: entry.orgRoles[0] ?? null,
    from: entry.from,
    to,
    origin: entry.origin,
    leavingReason: movedOutside ? MOVED_OUTSIDE : left ? leavingReason : null,
    destination: left && !movedOutside ? destination : null,
    returnFields: returnFieldsOf(entry, person),
  };
}

/** Absence is the plan's own record; what was kept stands where the plan has none. */
function returnFieldsOf({ kind }: ReturnEntry, { fields, away }: Person): ReturnFields {
  if (kind !== 'in-post') return fields;
  if (away.length > 0) return { ...fields, Absat30Sept: ['1'], ReasonAbsence: [...away] };
  return { ...fields, Absat30Sept: fields.Absat30Sept ?? ['0'] };
}

/** What is kept for the people of a return, field by field. */
export interface KeptAt {
  people: number;
  coverage: FieldCoverage[];
  /** People of whom anything is kept that this return can use. */
  withAny: number;
}

/** What an earlier or the same return gives to the return of a census. */
export function keptAt(
  records: PlanRecords,
  censusDate: IsoDate,
  kept: readonly KeptFields[],
): KeptAt {
  const workers = new Set(returnAt(records, censusDate).entries.map(({ worker }) => worker));
  const fields = fieldsAt(kept, censusDate);
  const coverage = coverageOf(workers, fields);
  return {
    people: workers.size,
    coverage,
    withAny: [...workers].filter(
      (worker) => Object.keys(fields.get(worker)?.fields ?? {}).length > 0,
    ).length,
  };
}
