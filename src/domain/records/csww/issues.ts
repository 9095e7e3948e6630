/**
 * What the return of a census asks for and the records lack, and what it cannot take as they
 * stand. The words name nobody, so that a list can hide names: `worker` says who.
 */
import { dateInWords, type IsoDate } from '../../calendar.ts';
import { SWE_NUMBER } from '../../importing/csww/schema2022.ts';
import { labelOf, ORG_ROLES } from '../codes.ts';
import { ONE_FTE } from '../types.ts';
import type { CswwReturn, ReturnEntry } from './returnAt.ts';

/** Where in a person's record it is put right: who they are, one spell, or anywhere in it. */
export type PutRightIn = 'identity' | 'spell' | 'record';

/** Something the return asks for that is missing, or says what it cannot. */
export interface CswwIssue {
  kind: 'missing' | 'impossible';
  /** The return's name for the field. */
  field: string;
  /** What is wrong, without naming anybody. */
  words: string;
  remedy: string;
  /** What is recorded, where it is what is wrong. Personal, as the name is. */
  written: string | null;
  worker: number | null;
  /** Other people it is about. */
  others: number[];
  engagement: number | null;
  putRightIn: PutRightIn | null;
}

type About = Pick<CswwIssue, 'kind' | 'field' | 'words' | 'remedy' | 'putRightIn'> &
  Partial<CswwIssue>;

function issueOf(entry: ReturnEntry | null, about: About): CswwIssue {
  return {
    written: null,
    others: [],
    worker: entry?.worker ?? null,
    engagement: about.putRightIn === 'spell' ? (entry?.engagement.id ?? null) : null,
    ...about,
  };
}

/** Everything missing or impossible, people in the order of the return. */
export function issuesOf(csww: CswwReturn): CswwIssue[] {
  return [
    ...censusIssues(csww.censusDate),
    ...registrationIssues(csww),
    ...placeIssues(csww.entries),
    ...originIssues(csww),
    ...leaverIssues(csww.entries),
  ];
}

function censusIssues(censusDate: IsoDate): CswwIssue[] {
  if (censusDate.endsWith('-09-30')) return [];
  return [
    issueOf(null, {
      kind: 'impossible',
      field: 'ReferenceDate',
      words: `The return’s reference date is 30 September, not ${dateInWords(censusDate)}.`,
      remedy: 'Choose a 30 September.',
      putRightIn: null,
    }),
  ];
}

/** The registration number: missing, malformed, or one number for two people. */
function registrationIssues({ index, entries }: CswwReturn): CswwIssue[] {
  const people = new Map(entries.map((entry) => [entry.worker, entry]));
  const numberOf = (worker: number) => index.workers.get(worker)?.sweNumber ?? null;
  const holders = new Map<string, number[]>();
  for (const worker of people.keys()) {
    const number = numberOf(worker)?.toUpperCase();
    if (number !== undefined) holders.set(number, [...(holders.get(number) ?? []), worker]);
  }
  return [...people].flatMap(([worker, entry]) => {
    const number = numberOf(worker);
    const about = { field: 'SWENo', written: number, putRightIn: 'identity' } as const;
    if (number === null) {
      const words = 'No Social Work England number.';
      const remedy = 'Add it to the person’s record.';
      return [issueOf(entry, { ...about, kind: 'missing', words, remedy })];
    }
    const found: CswwIssue[] = [];
    if (!SWE_NUMBER.fits(number)) {
      const words = 'The Social Work England number is not two letters and ten digits.';
      const remedy = 'Correct it in the person’s record.';
      found.push(issueOf(entry, { ...about, kind: 'impossible', words, remedy }));
    }
    const others = (holders.get(number.toUpperCase()) ?? []).filter((one) => one !== worker);
    if (others.length > 0) {
      const words = 'The same Social Work England number is recorded for more than one person.';
      const remedy = 'Correct the number that is wrong.';
      found.push(issueOf(entry, { ...about, kind: 'impossible', words, remedy, others }));
    }
    return found;
  });
}

/** FTE, role and contract: the return has one of each for a person. */
function placeIssues(entries: readonly ReturnEntry[]): CswwIssue[] {
  const agency = new Set(
    entries.filter(({ kind }) => kind === 'agency').map(({ worker }) => worker),
  );
  return entries.flatMap((entry) => {
    const found: CswwIssue[] = [];
    const add = (field: string, words: string, remedy: string) =>
      found.push(
        issueOf(entry, { kind: 'impossible', field, words, remedy, putRightIn: 'record' }),
      );
    if (entry.fte > ONE_FTE) {
      const words = `${entry.fte / ONE_FTE} FTE over all posts. The return takes 1 at most.`;
      add('FTE', words, 'Correct the hours, or end a post that is over.');
    }
    if (entry.orgRoles.length > 1) {
      const labels = entry.orgRoles.map((code) => labelOf(ORG_ROLES, code) ?? '');
      const words = `Two kinds of role at once: ${labels.join(' and ')}. The return takes one.`;
      add('OrgRole', words, `End a post that is over. Until then ${labels[0]} is returned.`);
    }
    if (entry.kind === 'in-post' && agency.has(entry.worker)) {
      const words = 'In post and an agency worker on the same day.';
      add('AgencyWorker', words, 'End the one that is over, on its last day.');
    }
    return found;
  });
}

const isKnown = (code: number | null, notKnown: number) => code !== null && code < notKnown;

/** Where starters came from. */
function originIssues({ movements, movedIn }: CswwReturn): CswwIssue[] {
  const field = 'StartOrigin';
  const started = movements.starters
    .filter(({ engagement }) => !isKnown(engagement.origin, 9))
    .map(({ worker, engagement, date }) =>
      issueOf(null, {
        ...{ kind: 'missing', field, worker, engagement: engagement.id, putRightIn: 'spell' },
        words: `Started on ${dateInWords(date)}, and where they came from is not known.`,
        remedy: 'Record where they came from.',
      }),
    );
  const moved = movedIn.map(({ worker, date }) =>
    issueOf(null, {
      ...{ kind: 'missing', field, worker, putRightIn: 'record' },
      words: `Moved in from a role outside the return on ${dateInWords(date)}. The return takes this for a start.`,
      remedy: 'Give the origin in the collection system: a plan keeps none for a move.',
    }),
  );
  return [...started, ...moved];
}

/** Why leavers left, and where they went. */
function leaverIssues(entries: readonly ReturnEntry[]): CswwIssue[] {
  const left = entries.filter(({ kind, movedOutside }) => kind === 'leaver' && !movedOutside);
  return left.flatMap((entry) => {
    const { leavingReason, destination } = entry.engagement;
    const when = `Left on ${dateInWords(entry.to ?? '')}`;
    const found: CswwIssue[] = [];
    const add = (kind: CswwIssue['kind'], field: string, words: string, remedy: string) =>
      found.push(issueOf(entry, { kind, field, words, remedy, putRightIn: 'spell' }));
    if (!isKnown(leavingReason, 9)) {
      add('missing', 'ReasonLeave', `${when}, and the reason is not known.`, 'Record the reason.');
    }
    // Nobody goes anywhere who has died or stays in the authority.
    const goesNowhere = leavingReason === 6 || leavingReason === 7;
    if (!goesNowhere && !isKnown(destination, 8)) {
      const words = `${when}, and where they went is not known.`;
      add('missing', 'LeaverDestination', words, 'Record where they went.');
    }
    if (goesNowhere && isKnown(destination, 8)) {
      const reason = leavingReason === 6 ? 'deceased' : 'moved within the authority';
      const words = `${when}, reason ${reason}, and yet with a destination.`;
      add(
        'impossible',
        'LeaverDestination',
        words,
        'Correct the reason, or take the destination out.',
      );
    }
    return found;
  });
}
