/** The return's elements in plain words, and the personal fields that only the return needs. */
import type { IsoDate } from '../../calendar.ts';
import {
  RETURN_FIELDS,
  type ReturnField,
  type ReturnFields,
} from '../../importing/csww/document.ts';

/** What each element holds, as people call it. */
export const ELEMENT_LABELS: Readonly<Record<string, string>> = {
  Header: 'Heading of the return',
  LALevelVacancies: 'Vacancies and agency workers',
  LEA: 'Authority’s number',
  ReferenceDate: 'Census date',
  NumberOfVacancies: 'Vacancies, FTE',
  NoAgencyFTE: 'Agency workers, FTE',
  NoAgencyHeadcount: 'Agency workers, people',
  CSWWWorker: 'Worker',
  AgencyWorker: 'Agency worker or not',
  SWENo: 'Social Work England number',
  FTE: 'FTE',
  PersonBirthDate: 'Date of birth',
  GenderCurrent: 'Gender',
  Ethnicity: 'Ethnicity',
  QualInst: 'Qualifying institution',
  QualLevel: 'Qualification level',
  StepUpGrad: 'Step Up graduate',
  OrgRole: 'Role in the organisation',
  RoleStartDate: 'First day',
  StartOrigin: 'Where they came from',
  RoleEndDate: 'Last day',
  LeaverDestination: 'Where they went',
  ReasonLeave: 'Reason for leaving',
  FTE30: 'FTE at 30 September',
  Cases30: 'Cases held at 30 September',
  WorkingDaysLost: 'Working days lost to sickness',
  ContractWeeks: 'Weeks under contract',
  FrontlineGrad: 'Frontline graduate',
  Absat30Sept: 'Absent at 30 September',
  ReasonAbsence: 'Reason for absence',
  CFKSSstatus: 'Knowledge and skills status',
};

/** An element's name as people call it, or its own where it has no other. */
export function elementLabel(element: string): string {
  return ELEMENT_LABELS[element] ?? element;
}

/** Absence is in the plan's own records. */
const FROM_RECORDS: readonly ReturnField[] = ['Absat30Sept', 'ReasonAbsence'];

/** The return's fields that a plan's records never hold. */
export const NOT_HELD: readonly ReturnField[] = RETURN_FIELDS.filter(
  (field) => !FROM_RECORDS.includes(field),
);

/** Fields that stay true from one census to the next; the others are of one census only. */
export const LASTING_FIELDS: readonly ReturnField[] = [
  'PersonBirthDate',
  'GenderCurrent',
  'Ethnicity',
  'QualInst',
  'QualLevel',
  'StepUpGrad',
  'FrontlineGrad',
];

/** What is kept of somebody from the return of a census. */
export interface KeptFields {
  worker: number;
  censusDate: IsoDate;
  fields: ReturnFields;
}

/** What can be returned of somebody, and which of it comes from an earlier census. */
export interface FieldsAt {
  fields: ReturnFields;
  carried: ReadonlySet<ReturnField>;
}

/**
 * The kept fields that stand at a census, by worker: those of its own return, and what lasts of
 * earlier ones where its own says nothing. Later returns are never looked at.
 */
export function fieldsAt(kept: readonly KeptFields[], censusDate: IsoDate): Map<number, FieldsAt> {
  const latestFirst = kept
    .filter((one) => one.censusDate <= censusDate)
    .sort((a, b) => (a.censusDate < b.censusDate ? 1 : -1));
  const found = new Map<number, { fields: ReturnFields; carried: Set<ReturnField> }>();
  for (const { worker, censusDate: of, fields } of latestFirst) {
    const own = found.get(worker) ?? { fields: {}, carried: new Set<ReturnField>() };
    found.set(worker, own);
    for (const field of of === censusDate ? RETURN_FIELDS : LASTING_FIELDS) {
      const values = fields[field];
      if (values === undefined || own.fields[field] !== undefined) continue;
      own.fields[field] = values;
      if (of !== censusDate) own.carried.add(field);
    }
  }
  return found;
}

/** For how many of a return's people a field is there. */
export interface FieldCoverage {
  field: ReturnField;
  /** Kept with the return of this census. */
  kept: number;
  /** Kept with an earlier one. */
  carried: number;
  missing: number;
}

/** Every field that a plan's records never hold, over the people of a return. */
export function coverageOf(
  workers: ReadonlySet<number>,
  fields: ReadonlyMap<number, FieldsAt>,
): FieldCoverage[] {
  return NOT_HELD.map((field) => {
    const row = { field, kept: 0, carried: 0, missing: 0 };
    for (const worker of workers) {
      const own = fields.get(worker);
      if (own?.fields[field] === undefined) row.missing += 1;
      else if (own.carried.has(field)) row.carried += 1;
      else row.kept += 1;
    }
    return row;
  });
}
