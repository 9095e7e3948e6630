/** What a file of each kind can tell Tenure, column by column (DOMAIN.md §8). */

export const IMPORT_KINDS = ['establishment', 'people', 'movements', 'agency', 'cohort'] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

export const KIND_LABELS: Record<ImportKind, string> = {
  establishment: 'Establishment: posts and their funding',
  people: 'People: employees, their posts and dates',
  movements: 'Movements: starters, leavers, moves and changes of hours',
  agency: 'Agency workers',
  cohort: 'ASYE cohort: newly qualified social workers and when they start',
};

/** How the cells of a column are read. */
export type FieldType =
  | 'ref'
  | 'name'
  | 'date'
  | 'fte'
  | 'hours'
  | 'swe'
  | 'origin'
  | 'leavingReason'
  | 'destination'
  | 'basis'
  | 'funding'
  | 'postTerm'
  | 'frozen'
  | 'movement'
  | 'absence'
  | 'covers'
  | 'routeIn';

export interface Field {
  label: string;
  type: FieldType;
}

export const FIELDS = {
  service: { label: 'Service', type: 'name' },
  team: { label: 'Team', type: 'name' },
  role: { label: 'Role or job title', type: 'name' },
  postRef: { label: 'Post reference', type: 'ref' },
  ref: { label: 'Person’s reference', type: 'ref' },
  name: { label: 'Name or surname', type: 'name' },
  forename: { label: 'First name', type: 'name' },
  sweNumber: { label: 'Social Work England number', type: 'swe' },
  basis: { label: 'Contract type', type: 'basis' },
  fte: { label: 'FTE', type: 'fte' },
  hours: { label: 'Contracted hours', type: 'hours' },
  standardHours: { label: 'Standard (full-time) hours', type: 'hours' },
  from: { label: 'Start date', type: 'date' },
  to: { label: 'End date', type: 'date' },
  offerAcceptedOn: { label: 'Offer accepted', type: 'date' },
  origin: { label: 'Origin of starter', type: 'origin' },
  leavingReason: { label: 'Reason for leaving', type: 'leavingReason' },
  destination: { label: 'Destination of leaver', type: 'destination' },
  absence: { label: 'Absence', type: 'absence' },
  absenceFrom: { label: 'Absence from', type: 'date' },
  absenceTo: { label: 'Absence to', type: 'date' },
  movement: { label: 'Type of movement', type: 'movement' },
  date: { label: 'Date of the movement', type: 'date' },
  covers: { label: 'What is covered', type: 'covers' },
  fundedFrom: { label: 'Funded from', type: 'date' },
  fundedTo: { label: 'Funded to', type: 'date' },
  funding: { label: 'Funding', type: 'funding' },
  postTerm: { label: 'Permanent or temporary post', type: 'postTerm' },
  frozen: { label: 'Frozen', type: 'frozen' },
  holderRef: { label: 'Holder’s reference', type: 'ref' },
  holder: { label: 'Holder’s name', type: 'name' },
  cohort: { label: 'Cohort', type: 'name' },
  university: { label: 'University', type: 'name' },
  routeIn: { label: 'Route in', type: 'routeIn' },
  sweRegisteredOn: { label: 'Registered with Social Work England', type: 'date' },
  registeredOn: { label: 'Registered on the programme', type: 'date' },
  assessor: { label: 'Assessor', type: 'name' },
} as const satisfies Record<string, Field>;
export type FieldId = keyof typeof FIELDS;

/** The fields a file of each kind may have, in the order a screen lists them. */
export const FIELDS_OF: Record<ImportKind, readonly FieldId[]> = {
  establishment: [
    'postRef',
    'service',
    'team',
    'role',
    'fte',
    'hours',
    'standardHours',
    'fundedFrom',
    'fundedTo',
    'funding',
    'postTerm',
    'frozen',
    'holderRef',
    'holder',
  ],
  people: [
    'ref',
    'name',
    'forename',
    'sweNumber',
    'service',
    'team',
    'role',
    'postRef',
    'basis',
    'fte',
    'hours',
    'standardHours',
    'from',
    'to',
    'offerAcceptedOn',
    'origin',
    'leavingReason',
    'destination',
    'absence',
    'absenceFrom',
    'absenceTo',
  ],
  movements: [
    'ref',
    'name',
    'forename',
    'movement',
    'date',
    'from',
    'to',
    'service',
    'team',
    'role',
    'postRef',
    'basis',
    'fte',
    'hours',
    'standardHours',
    'origin',
    'leavingReason',
    'destination',
    'absence',
  ],
  agency: [
    'ref',
    'name',
    'forename',
    'sweNumber',
    'service',
    'team',
    'role',
    'postRef',
    'fte',
    'hours',
    'standardHours',
    'from',
    'to',
    'covers',
  ],
  cohort: [
    'ref',
    'name',
    'forename',
    'cohort',
    'from',
    'team',
    'service',
    'role',
    'fte',
    'hours',
    'standardHours',
    'sweNumber',
    'sweRegisteredOn',
    'registeredOn',
    'offerAcceptedOn',
    'routeIn',
    'university',
    'assessor',
  ],
};

/** What a file must have: one column of each group. FTE may also be answered for every row. */
export const NEEDED: Record<ImportKind, readonly (readonly FieldId[])[]> = {
  establishment: [['team'], ['role']],
  people: [['ref'], ['team'], ['role'], ['from']],
  movements: [['ref'], ['date', 'from', 'to']],
  agency: [['ref', 'name'], ['team'], ['role'], ['from']],
  cohort: [['ref', 'name']],
};

/** Which column, by its index, holds each field. */
export type Mapping = Partial<Record<FieldId, number>>;

/** What is still to be mapped before a file can be read: the labels of each missing group. */
export function missingFields(kind: ImportKind, mapping: Mapping): string[] {
  return NEEDED[kind]
    .filter((group) => group.every((field) => mapping[field] === undefined))
    .map((group) => group.map((field) => FIELDS[field].label).join(' or '));
}
