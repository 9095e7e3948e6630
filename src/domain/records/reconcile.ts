/**
 * The people on record against the establishment at a date: what does not fit, in words, and
 * what to do about each. Nothing here is forbidden: over establishment is legal.
 */
import { dateInWords, type IsoDate } from '../calendar.ts';
import { formatValue } from '../format.ts';
import { dayOf } from './days.ts';
import { indexRecords, type RecordsIndex, type WorkPiece } from './indexRecords.ts';
import type { RecordsScope } from './scope.ts';
import { piecesAt } from './stock.ts';
import { periodAt } from './structure.ts';
import { ONE_FTE, type EstablishmentLine, type Millionths, type PlanRecords } from './types.ts';

export const FINDING_KINDS = [
  'post-without-holder',
  'person-without-place',
  'unknown-post',
  'person-without-post',
  'over-established',
  'fte-mismatch',
  'holder-elsewhere',
  'closed-team',
  'post-twice',
] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

export const FINDING_LABELS: Record<FindingKind, string> = {
  'post-without-holder': 'Posts with no holder on record',
  'person-without-place': 'People with no place on record',
  'unknown-post': 'People in a post that is not funded',
  'person-without-post': 'People where no post is funded',
  'over-established': 'Teams over establishment',
  'fte-mismatch': 'Post and holder of different FTE',
  'holder-elsewhere': 'Holders placed in another team or role than their post',
  'closed-team': 'Posts or people in closed teams',
  'post-twice': 'Posts funded twice under one reference',
};

export interface Finding {
  /** Stable while the records are the same. */
  id: string;
  kind: FindingKind;
  words: string;
  action: string;
  team: number | null;
  role: number | null;
  lines: number[];
  workers: number[];
  engagements: number[];
  assignments: number[];
}

interface Survey {
  index: RecordsIndex;
  date: IsoDate;
  lines: EstablishmentLine[];
  /** In post, seconded out or agency; and offers. */
  work: WorkPiece[];
  offers: WorkPiece[];
}

const fteWords = (fte: Millionths) => `${formatValue(fte / ONE_FTE, 'number')} FTE`;

function teamName({ index, date }: Survey, team: number): string {
  return periodAt(index.periodsOf.get(team) ?? [], date)?.name ?? 'a team not on record';
}

const roleName = ({ index }: Survey, role: number) => index.roles.get(role)?.name ?? 'A role';

const where = (survey: Survey, place: { team: number; role: number }) =>
  `${roleName(survey, place.role)}, ${teamName(survey, place.team)}`;

function person({ index }: Survey, worker: number): string {
  const row = index.workers.get(worker);
  return row ? (row.name ?? row.ref) : 'Somebody';
}

function finding(
  kind: FindingKind,
  key: string | number,
  words: string,
  action: string,
  about: {
    place?: { team: number; role: number };
    lines?: EstablishmentLine[];
    work?: WorkPiece[];
  },
): Finding {
  const { place, lines = [], work = [] } = about;
  const unique = (ids: number[]) => [...new Set(ids)];
  return {
    id: `${kind}:${key}`,
    kind,
    words,
    action,
    team: place?.team ?? null,
    role: place?.role ?? null,
    lines: unique(lines.map((line) => line.id)),
    workers: unique(work.map((piece) => piece.worker)),
    engagements: unique(work.map((piece) => piece.engagement.id)),
    assignments: unique(work.map((piece) => piece.assignment.id)),
  };
}

function groups<T>(rows: readonly T[], key: (row: T) => string): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const row of rows) {
    const group = found.get(key(row));
    if (group) group.push(row);
    else found.set(key(row), [row]);
  }
  return found;
}

const sameRef = (ref: string) => ref.trim().toLowerCase();
const refOf = (row: { postRef: string | null }) =>
  row.postRef === null ? null : sameRef(row.postRef);
const cellOf = (row: { team: number; role: number }) => `${row.team}/${row.role}`;

/** Those who hold a post: not their cover, and not whoever is away on secondment. */
const holds = ({ kind, assignment }: WorkPiece) =>
  (kind === 'employed' || kind === 'seconded-in') && assignment.covers !== 'absence';

/** Posts with a reference: who holds each, at what FTE, and where. */
function postFindings(survey: Survey): Finding[] {
  const byRef = groups(
    survey.lines.filter((line) => line.postRef !== null),
    (line) => refOf(line)!,
  );
  return [...byRef].flatMap(([ref, lines]) => {
    const line = lines[0]!;
    const name = `Post ${line.postRef ?? ''} (${where(survey, line)})`;
    const at = (piece: WorkPiece) => refOf(piece.assignment) === ref;
    const holders = survey.work.filter((piece) => at(piece) && holds(piece));
    const found: Finding[] = [];
    if (lines.length > 1) {
      found.push(
        finding(
          'post-twice',
          ref,
          `${name} is funded ${lines.length} times at once.`,
          'End all but one, or give each its own reference.',
          { place: line, lines },
        ),
      );
    }
    const funded = lines.reduce((sum, one) => sum + one.fte, 0);
    if (holders.length === 0) {
      // Somebody on secondment holds it still; an agency worker or an offer speaks for it.
      const spokenFor = survey.work.some(at) || survey.offers.some(at) || line.frozen;
      if (!spokenFor) {
        found.push(
          finding(
            'post-without-holder',
            ref,
            `${name}, ${fteWords(funded)}, has nobody in it on record.`,
            'Record its holder or the recruitment to it, freeze it, or end it.',
            { place: line, lines },
          ),
        );
      }
      return found;
    }
    const held = holders.reduce((sum, piece) => sum + piece.fte, 0);
    const people = holders.map((piece) => person(survey, piece.worker)).join(', ');
    if (held !== funded) {
      found.push(
        finding(
          'fte-mismatch',
          ref,
          `${name} is funded for ${fteWords(funded)} and held for ${fteWords(held)} (${people}).`,
          held > funded
            ? 'Correct the hours, or fund the post for them.'
            : 'Correct the hours, or leave the rest as a vacancy.',
          { place: line, lines, work: holders },
        ),
      );
    }
    const elsewhere = holders.filter(
      (piece) => !lines.some((one) => cellOf(one) === cellOf(piece)),
    );
    for (const piece of elsewhere) {
      found.push(
        finding(
          'holder-elsewhere',
          piece.assignment.id,
          `${person(survey, piece.worker)} holds ${name} but is placed as ${where(survey, piece)}.`,
          'Move the person, or the post, to where the other is.',
          { place: piece, lines, work: [piece] },
        ),
      );
    }
    return found;
  });
}

/** People whose post, or whose team and role, has no funding. */
function peopleFindings(survey: Survey): Finding[] {
  const refs = new Set(survey.lines.flatMap((line) => refOf(line) ?? []));
  const cells = new Set(survey.lines.map(cellOf));
  return survey.work.filter(holds).flatMap((piece) => {
    const who = person(survey, piece.worker);
    const ref = refOf(piece.assignment);
    const about = { place: piece, work: [piece] };
    const key = piece.assignment.id;
    if (ref !== null && !refs.has(ref)) {
      const words = `${who} is in post ${piece.assignment.postRef ?? ''}, which is not funded at this date.`;
      return [
        finding('unknown-post', key, words, 'Correct the reference, or fund the post.', about),
      ];
    }
    if (cells.has(cellOf(piece))) return [];
    const words = `${who} is placed as ${where(survey, piece)}, where no post is funded.`;
    return [
      finding('person-without-post', key, words, 'Fund a post there, or move the person.', about),
    ];
  });
}

/** Engagements in force with no place at the date. */
function unplacedFindings(survey: Survey, scope: RecordsScope): Finding[] {
  // Nobody without a place is in any one service, team or role.
  if (scope.service != null || scope.team != null || scope.role != null) return [];
  const { index, date } = survey;
  const day = dayOf(date);
  return index.records.engagements.flatMap((engagement) => {
    const here = engagement.from <= date && (engagement.to === null || engagement.to > date);
    if (!here) return [];
    const work = index.workOf.get(engagement.worker) ?? [];
    const placed = work.some(
      (piece) => piece.engagement === engagement && piece.start <= day && day < piece.end,
    );
    if (placed) return [];
    const words = `${person(survey, engagement.worker)} is on record from ${dateInWords(engagement.from)} and is placed nowhere at this date.`;
    const action = 'Record their team, role and FTE, or the day they left.';
    return [
      {
        ...finding('person-without-place', engagement.id, words, action, {}),
        workers: [engagement.worker],
        engagements: [engagement.id],
      },
    ];
  });
}

/** A role of a team with more people than posts. */
function overFindings(survey: Survey): Finding[] {
  const lines = groups(survey.lines, cellOf);
  const inPost = survey.work.filter(
    (piece) => piece.kind === 'employed' || piece.kind === 'seconded-in',
  );
  const sum = (rows: readonly { fte: Millionths }[]) => rows.reduce((all, one) => all + one.fte, 0);
  return [...groups(inPost, cellOf)].flatMap(([cell, work]) => {
    const funded = lines.get(cell) ?? [];
    const over = sum(work) - sum(funded);
    // With no post at all, each person there is a finding already.
    if (over <= 0 || funded.length === 0) return [];
    const place = work[0]!;
    const cover = sum(work.filter((piece) => piece.assignment.covers === 'absence'));
    const because = cover > 0 ? ` ${fteWords(cover)} of them cover an absence.` : '';
    return [
      finding(
        'over-established',
        cell,
        `${where(survey, place)}: ${fteWords(sum(work))} in post, ${fteWords(sum(funded))} funded, ${fteWords(over)} over.${because}`,
        'Nothing, if it is meant. Otherwise move somebody to a vacancy, or fund the posts.',
        { place, lines: funded, work },
      ),
    ];
  });
}

/** Posts and people left in a team after its last day. */
function closedTeamFindings(survey: Survey): Finding[] {
  const closed = survey.index.records.teams.filter(
    (team) => team.closedOn !== null && team.closedOn < survey.date,
  );
  return closed.flatMap((team) => {
    const lines = survey.lines.filter((line) => line.team === team.id);
    const work = survey.work.filter((piece) => piece.team === team.id);
    if (lines.length + work.length === 0) return [];
    const people = new Set(work.map((piece) => piece.worker)).size;
    const words = `${teamName(survey, team.id)} closed on ${dateInWords(team.closedOn ?? '')} and still has posts: ${lines.length}, people: ${people}.`;
    const action = 'End or move the posts, and move the people to the team they are in now.';
    return [{ ...finding('closed-team', team.id, words, action, { lines, work }), team: team.id }];
  });
}

/**
 * What does not fit at the close of a date, in the order of `FINDING_KINDS`.
 *
 * A post is known by its reference, whatever its letters' case; people and posts without one
 * are compared by team and role.
 */
export function reconcile(records: PlanRecords, date: IsoDate, scope: RecordsScope): Finding[] {
  const lines: EstablishmentLine[] = [];
  const work: WorkPiece[] = [];
  const offers: WorkPiece[] = [];
  for (const piece of piecesAt(records, date, scope)) {
    if (piece.kind === 'funded') lines.push(piece.line);
    else if (piece.kind === 'offer') offers.push(piece);
    else if (piece.kind !== 'away') work.push(piece);
  }
  const survey: Survey = { index: indexRecords(records), date, lines, work, offers };
  return [
    ...postFindings(survey),
    ...unplacedFindings(survey, scope),
    ...peopleFindings(survey),
    ...overFindings(survey),
    ...closedTeamFindings(survey),
  ].sort((a, b) => FINDING_KINDS.indexOf(a.kind) - FINDING_KINDS.indexOf(b.kind));
}
