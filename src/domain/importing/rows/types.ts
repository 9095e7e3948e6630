/** What one row of a file says, in the plan's own terms. The database is not asked here. */
import type { IsoDate } from '../../calendar.ts';
import type {
  AbsenceKind,
  Covers,
  EngagementBasis,
  Funding,
  Millionths,
} from '../../records/types.ts';
import type { RouteIn } from '../../asye/types.ts';
import type { MovementKind } from '../codeWords.ts';
import type { ImportKind } from '../fields.ts';
import type { VacancyNote } from '../vacant.ts';

interface AnyRow {
  /** As a spreadsheet counts. */
  row: number;
}

/** Where somebody works, or a post is, by name. */
export interface PlaceNamed {
  service: string | null;
  team: string;
  role: string;
}

/** A post, or a block of posts where there is no reference. */
export interface EstablishmentRow extends AnyRow, PlaceNamed {
  kind: 'establishment';
  postRef: string | null;
  fte: Millionths;
  /** Null: the file does not say, and the import's own date is used. */
  fundedFrom: IsoDate | null;
  fundedTo: IsoDate | null;
  funding: Funding | null;
  frozen: boolean | null;
  holder: { ref: string | null; name: string | null } | null;
  /** What the holder's cell says of an empty post; null when it names somebody, or nothing. */
  vacant: VacancyNote | null;
}

/** One person in one post. Two posts, or two spells, are two rows with one reference. */
export interface PeopleRow extends AnyRow, PlaceNamed {
  kind: 'people';
  ref: string;
  name: string | null;
  sweNumber: string | null;
  postRef: string | null;
  basis: EngagementBasis;
  fte: Millionths;
  from: IsoDate;
  /** The last day, inclusive. */
  to: IsoDate | null;
  offerAcceptedOn: IsoDate | null;
  origin: number | null;
  leavingReason: number | null;
  destination: number | null;
  absence: { kind: AbsenceKind; from: IsoDate | null; to: IsoDate | null } | null;
}

/** Something that happened to a person. Null: the file does not say. */
export interface MovementRow extends AnyRow {
  kind: 'movements';
  movement: MovementKind;
  ref: string;
  name: string | null;
  /** A starter's first day, a leaver's last day, else the first day of the change. */
  date: IsoDate;
  service: string | null;
  team: string | null;
  role: string | null;
  postRef: string | null;
  /** Given for every starter. */
  basis: EngagementBasis | null;
  fte: Millionths | null;
  /** Why somebody is away, where an absence begins. */
  absence: AbsenceKind | null;
  origin: number | null;
  leavingReason: number | null;
  destination: number | null;
}

export interface AgencyRow extends AnyRow, PlaceNamed {
  kind: 'agency';
  ref: string;
  name: string | null;
  sweNumber: string | null;
  postRef: string | null;
  fte: Millionths;
  from: IsoDate;
  to: IsoDate | null;
  covers: Covers | null;
}

/** A member of a cohort, or somebody who will be. Null: the file does not say. */
export interface CohortRow extends AnyRow {
  kind: 'cohort';
  ref: string | null;
  name: string | null;
  sweNumber: string | null;
  cohort: string | null;
  /** Their first day, past or to come. */
  from: IsoDate | null;
  service: string | null;
  team: string | null;
  role: string | null;
  fte: Millionths | null;
  offerAcceptedOn: IsoDate | null;
  routeIn: RouteIn | null;
  university: string | null;
  sweRegisteredOn: IsoDate | null;
  registeredOn: IsoDate | null;
  /** By name or reference. */
  assessor: string | null;
}

export type ImportRow = EstablishmentRow | PeopleRow | MovementRow | AgencyRow | CohortRow;
export type ImportRowOf<Kind extends ImportKind> = Extract<ImportRow, { kind: Kind }>;

/** An empty post in a list of people: no row of anybody, and useful to reconcile with. */
export interface VacantPost extends AnyRow {
  postRef: string | null;
  service: string | null;
  team: string | null;
  role: string | null;
  fte: Millionths | null;
  note: VacancyNote;
  /** As the file says it: “Vacant - advert”. */
  written: string;
}
