/** A statutory return as Tenure holds it: what a plan needs, and personal fields kept apart. */
import type { IsoDate } from '../../calendar.ts';
import type { Millionths } from '../../records/types.ts';

export interface CswwHeader {
  collection: string;
  year: number | null;
  referenceDate: IsoDate | null;
  sourceLevel: string;
  /** The authority's three-digit number. */
  authority: string;
  software: string;
  /** When the return was made, as written. */
  madeAt: string;
}

export interface CswwVacancies {
  /** Vacancies in FTE. */
  vacancies: number | null;
  agencyFte: number | null;
  agencyHeadcount: number | null;
}

/** Fields that only the return itself needs: personal, and no part of a plan. */
export const RETURN_FIELDS = [
  'PersonBirthDate',
  'GenderCurrent',
  'Ethnicity',
  'QualInst',
  'QualLevel',
  'StepUpGrad',
  'FTE30',
  'Cases30',
  'WorkingDaysLost',
  'ContractWeeks',
  'FrontlineGrad',
  'Absat30Sept',
  'ReasonAbsence',
  'CFKSSstatus',
] as const;
export type ReturnField = (typeof RETURN_FIELDS)[number];

/** As written; a field may be there more than once. To discard them, leave them out. */
export type ReturnFields = Partial<Record<ReturnField, string[]>>;

export interface CswwWorkerRow {
  /** Its place among the workers, from 1. */
  row: number;
  line: number;
  agency: boolean | null;
  /** SWENo as written, whatever its form: what the worker is known by. '' when missing. */
  ref: string;
  /** Null when missing or not of the right form; what was written is in a warning. */
  sweNumber: string | null;
  fte: Millionths | null;
  orgRole: number | null;
  from: IsoDate | null;
  to: IsoDate | null;
  origin: number | null;
  leavingReason: number | null;
  destination: number | null;
  returnFields: ReturnFields;
}

/** Something to look at. It never refuses a row. */
export interface CswwWarning {
  /** The worker's place from 1; null for the return as a whole. */
  row: number | null;
  line: number;
  element: string;
  written: string;
  words: string;
}

export interface CswwDocument {
  header: CswwHeader;
  vacancies: CswwVacancies;
  workers: CswwWorkerRow[];
  /** Departures from the rules of {@link schemaYear}, the first of each kind of trouble first. */
  warnings: CswwWarning[];
  warningCount: number;
  schemaYear: number;
}
