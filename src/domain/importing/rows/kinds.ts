/** A row of each kind. Null: the row was refused, or is no row of its kind. */
import type { RouteIn } from '../../asye/types.ts';
import type { AbsenceKind, Covers, EngagementBasis, Funding } from '../../records/types.ts';
import { cellText, type SheetRow } from '../cells.ts';
import { codeOf, MOVEMENT_KINDS, type MovementKind } from '../codeWords.ts';
import type { FieldId, Mapping } from '../fields.ts';
import { namesPersonAndVacancy, vacancyIn } from '../vacant.ts';
import { cellOf } from './cellOf.ts';
import type { RowReader } from './rowReader.ts';
import type {
  AgencyRow,
  CohortRow,
  EstablishmentRow,
  MovementRow,
  PeopleRow,
  PlaceNamed,
  VacantPost,
} from './types.ts';

/** One person's FTE in one post. */
const MOST_FTE = 1;
/** FTE of one establishment line. */
const MOST_FUNDED = 10_000;

function placeOf(reader: RowReader): PlaceNamed | null {
  const team = reader.needed('team');
  const role = reader.needed('role');
  return team === null || role === null ? null : { service: reader.text('service'), team, role };
}

/** Somebody is named beside the word vacant: taken as the person, and said. */
function checkName(reader: RowReader, field: FieldId, name: string | null): string | null {
  if (name !== null && namesPersonAndVacancy(name)) {
    reader.problem(
      field,
      'It names a person and speaks of a vacancy. It was taken as the person.',
      'If the post is vacant, write Vacant first.',
      'question',
    );
  }
  return name;
}

export function readEstablishment(reader: RowReader): EstablishmentRow | null {
  const place = placeOf(reader);
  const fte = reader.neededFte(MOST_FUNDED);
  const fundedFrom = reader.date('fundedFrom');
  const fundedTo = reader.endDate('fundedTo', fundedFrom);
  if (fte === 0) {
    reader.problem(
      'fte',
      'A post of 0 FTE is not funded.',
      'Leave the row out, or write its FTE.',
      'refuses-row',
    );
  }
  if (place === null || fte === null || reader.refused) return null;
  const written = reader.text('holder');
  const vacant = written === null ? null : vacancyIn(written);
  const name = vacant === null ? checkName(reader, 'holder', written) : null;
  const ref = vacant === null ? reader.text('holderRef') : null;
  return {
    kind: 'establishment',
    row: reader.row,
    ...place,
    postRef: reader.text('postRef'),
    fte,
    fundedFrom,
    fundedTo,
    funding: fundingOf(reader),
    frozen: frozenOf(reader, vacant === 'frozen'),
    holder: name === null && ref === null ? null : { ref, name },
    vacant,
  };
}

/** A temporary post is temporary whatever funds it, except that a grant is named as such. */
function fundingOf(reader: RowReader): Funding | null {
  const funding = reader.code('funding') as Funding | null;
  const term = reader.code('postTerm') as 'base' | 'temporary' | null;
  return term === 'temporary' && funding !== 'grant' ? 'temporary' : (funding ?? term);
}

function frozenOf(reader: RowReader, heldVacant: boolean): boolean | null {
  const frozen = reader.code('frozen');
  return frozen === null ? (heldVacant ? true : null) : frozen === 'yes';
}

/** Where a list of people writes that a post is empty. */
const HOLDERS = ['name', 'ref', 'forename'] as const;

/** True for an empty post of a list of people: nothing of it but the post is read. */
export function isVacantPost(row: SheetRow, mapping: Mapping): boolean {
  return HOLDERS.some((field) => vacancyIn(cellText(cellOf(row, mapping, field))) !== null);
}

/** An empty post of a list of people, or null where the row is of a person. */
export function readVacantPost(reader: RowReader): VacantPost | null {
  for (const field of HOLDERS) {
    const written = reader.written(field);
    const note = vacancyIn(written);
    if (note === null) continue;
    const fte = reader.fte(MOST_FUNDED);
    return {
      row: reader.row,
      postRef: reader.text('postRef'),
      service: reader.text('service'),
      team: reader.text('team'),
      role: reader.text('role'),
      fte: fte ?? null,
      note,
      written,
    };
  }
  return null;
}

export function readPerson(reader: RowReader, basisForAll: string | null): PeopleRow | null {
  const ref = reader.needed('ref');
  const place = placeOf(reader);
  const fte = reader.neededFte(MOST_FTE);
  const from = reader.neededDate('from');
  const to = reader.endDate('to', from);
  const basis = (basisForAll ?? reader.code('basis')) as EngagementBasis | null;
  if (ref === null || place === null || fte === null || from === null) return null;
  if (basis === null || reader.refused) return null;
  const kind = reader.code('absence') as AbsenceKind | null;
  const absenceFrom = reader.date('absenceFrom', 'question');
  return {
    kind: 'people',
    row: reader.row,
    ref,
    name: checkName(reader, 'name', reader.personName()),
    sweNumber: reader.sweNumber(),
    ...place,
    postRef: reader.text('postRef'),
    basis,
    fte,
    from,
    to,
    offerAcceptedOn: reader.date('offerAcceptedOn', 'question'),
    origin: reader.numberedCode('origin'),
    leavingReason: reader.numberedCode('leavingReason'),
    destination: reader.numberedCode('destination'),
    absence:
      kind === null ? null : { kind, from: absenceFrom, to: reader.date('absenceTo', 'question') },
  };
}

/**
 * The movements of a row. A list of starters or of leavers has no column that says which:
 * then a start date is a starter and an end date a leaver, and a row with both is both.
 */
export function readMovements(reader: RowReader, basisForStarters: string | null): MovementRow[] {
  const ref = reader.needed('ref');
  const said = reader.code('movement') as MovementKind | null;
  const dates = said === null ? datesWithoutType(reader) : dateOfType(reader, said);
  const fte = reader.fte(MOST_FTE);
  if (ref === null || fte === undefined || reader.refused) return [];
  const about = {
    kind: 'movements' as const,
    row: reader.row,
    ref,
    name: checkName(reader, 'name', reader.personName()),
    service: reader.text('service'),
    team: reader.text('team'),
    role: reader.text('role'),
    postRef: reader.text('postRef'),
    fte,
  };
  const basis = reader.code('basis') as EngagementBasis | null;
  const codes = {
    origin: reader.numberedCode('origin'),
    leavingReason: reader.numberedCode('leavingReason') ?? reasonInType(reader),
    destination: reader.numberedCode('destination'),
  };
  return dates.map(({ movement, date }) => ({
    ...about,
    movement,
    date,
    basis: basis ?? (movement === 'starter' ? (basisForStarters as EngagementBasis | null) : null),
    absence: movement === 'absence-start' ? absenceOf(reader) : null,
    origin: movement === 'starter' ? codes.origin : null,
    leavingReason: movement === 'leaver' ? codes.leavingReason : null,
    destination: movement === 'leaver' ? codes.destination : null,
  }));
}

/** The type itself may say why they are away: “Maternity leave”. */
function absenceOf(reader: RowReader): AbsenceKind | null {
  return (reader.code('absence') ??
    codeOf('absence', reader.written('movement'))) as AbsenceKind | null;
}

/** The type itself may say why they left: “Retirement”. */
function reasonInType(reader: RowReader): number | null {
  const code = codeOf('leavingReason', reader.written('movement'));
  return code === null ? null : Number(code);
}

interface DatedMovement {
  movement: MovementKind;
  date: string;
}

function datesWithoutType(reader: RowReader): DatedMovement[] {
  const from = reader.date('from');
  const to = reader.endDate('to', from);
  const found: DatedMovement[] = [];
  if (from !== null) found.push({ movement: 'starter', date: from });
  if (to !== null) found.push({ movement: 'leaver', date: to });
  if (found.length === 0 && !reader.refused) {
    reader.problem(
      'movement',
      'The row does not say what happened: it has no type, start date or end date.',
      `Write a type: ${MOVEMENT_KINDS.slice(0, 4).join(', ')}.`,
      'refuses-row',
    );
  }
  return found;
}

/** A movement's own date column, else the start date, or the end date of a leaver. */
function dateOfType(reader: RowReader, movement: MovementKind): DatedMovement[] {
  const own = reader.movementDate(movement === 'leaver');
  const other =
    own === null && !reader.refused ? reader.date(movement === 'leaver' ? 'to' : 'from') : null;
  const date = own ?? other;
  if (date !== null) return [{ movement, date }];
  if (!reader.refused) {
    reader.problem(
      'date',
      'There is no date.',
      'Write day, month and year, for example 12/11/2021.',
      'refuses-row',
    );
  }
  return [];
}

export function readAgency(reader: RowReader): AgencyRow | null {
  const name = checkName(reader, 'name', reader.personName());
  const ref = reader.text('ref', 'refuses-row') ?? name;
  if (ref === null && !reader.refused) reader.needed('ref');
  const place = placeOf(reader);
  const fte = reader.neededFte(MOST_FTE);
  const from = reader.neededDate('from');
  const to = reader.endDate('to', from);
  if (ref === null || place === null || fte === null || from === null || reader.refused)
    return null;
  return {
    kind: 'agency',
    row: reader.row,
    ref,
    name,
    sweNumber: reader.sweNumber(),
    ...place,
    postRef: reader.text('postRef'),
    fte,
    from,
    to,
    covers: reader.code('covers') as Covers | null,
  };
}

/** A cohort's list may hold no more than names: what it leaves out stays as the plan has it. */
export function readCohortMember(reader: RowReader): CohortRow | null {
  const name = checkName(reader, 'name', reader.personName());
  const ref = reader.text('ref', 'refuses-row');
  if (name === null && ref === null && !reader.refused) reader.needed('name');
  const from = reader.date('from');
  const fte = reader.fte(MOST_FTE);
  if (fte === undefined || reader.refused) return null;
  return {
    kind: 'cohort',
    row: reader.row,
    ref,
    name,
    sweNumber: reader.sweNumber(),
    cohort: reader.text('cohort'),
    from,
    service: reader.text('service'),
    team: reader.text('team'),
    role: reader.text('role'),
    fte,
    offerAcceptedOn: reader.date('offerAcceptedOn', 'question'),
    routeIn: reader.code('routeIn') as RouteIn | null,
    university: reader.text('university'),
    sweRegisteredOn: reader.date('sweRegisteredOn', 'question'),
    registeredOn: reader.date('registeredOn', 'question'),
    assessor: reader.text('assessor'),
  };
}
