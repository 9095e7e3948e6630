/** Takes in a copy somebody sent: where it belongs follows from its lineage, and nothing is lost. */
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { dateInWords, isIsoDate } from '../domain/calendar.ts';
import type { Received } from '../contract/library.ts';
import { carrySent } from './copiesSent.ts';
import { faultOf } from './faults.ts';
import { openIncoming } from './incoming.ts';
import type { LibraryContext } from './library.ts';
import { compareCopies, identityOf, type Comparison, type Identity } from './lineage.ts';
import { peekInto, type OpenPlan } from './open.ts';
import { PLAN_FILE } from './planFiles.ts';
import { backUpCurrent, markAs, putInPlace } from './replacing.ts';
import { fsyncFolder, makeFolder, moveDurably } from './storage.ts';
import { takeOver } from './takeOver.ts';

type Incoming = OpenPlan & Identity;

/** A plan here that is a copy of the one that came in. */
interface Place extends Identity {
  plan: string;
  comparison: Comparison;
}

/** The uid in a plan's file, or null when it cannot be read now. */
function uidOf({ plans, migrations }: LibraryContext, plan: string): string | null {
  const read = (db: OpenPlan['read']) =>
    db.get<{ uid: string }>('SELECT uid FROM plan')?.uid ?? null;
  const opened = plans.opened(plan);
  if (opened) return read(opened.read);
  try {
    return peekInto(plans.fileOf(plan), migrations, read);
  } catch {
    return null;
  }
}

/** The copies of a plan that are here, the one that agrees longest first. */
function placesOf(library: LibraryContext, incoming: Incoming): Place[] {
  const { plans } = library;
  return plans
    .list()
    .filter(({ plan }) => uidOf(library, plan) === incoming.uid)
    .map(({ plan }) => {
      const { read } = plans.open(plan);
      return { plan, ...identityOf(read), comparison: compareCopies(read, incoming.read) };
    })
    .sort((a, b) => b.comparison.common - a.comparison.common);
}

/** A copy here that came in before and cannot be read any more: a new one mends it. */
function unreadablePlace({ plans }: LibraryContext, uid: string): boolean {
  if (!plans.has(uid)) return false;
  try {
    plans.open(uid);
  } catch (error) {
    if (faultOf(error).code === 'already-open') throw error;
    return plans.lastKnown(uid)?.kind === 'received';
  }
  return false;
}

/** A mark that an earlier name beside another plan has. */
const MARK = / \(copy from [^()]*\)(?: \d+)?$/;

/** A name that tells the copy from the plan it parted from, and from every other plan's. */
function nameBeside({ plans }: LibraryContext, { name, read }: Incoming, plan: string): string {
  const { who, at } = read.get<{ who: string; at: string }>(
    'SELECT who, at FROM journal_entry ORDER BY id DESC LIMIT 1',
  ) ?? { who: '', at: '' };
  const day = at.slice(0, 10);
  const from =
    who
      .replaceAll(/[\p{Cc}()]/gu, ' ')
      .trim()
      .slice(0, 60) || 'somebody';
  const mark = ` (copy from ${from}${isIsoDate(day) ? `, ${dateInWords(day)}` : ''})`;
  const others = plans.list().filter((listing) => listing.plan !== plan);
  for (let n = 1; ; n += 1) {
    const tail = n === 1 ? mark : `${mark} ${n}`;
    const made = name.replace(MARK, '').slice(0, 200 - tail.length) + tail;
    if (!others.some((other) => other.name === made)) return made;
  }
}

/** Puts a received copy into the list as a plan of its own. */
function add(library: LibraryContext, incoming: Incoming, plan: string, name: string): void {
  const { plans, transfers } = library;
  markAs(incoming, { kind: 'received', name });
  incoming.close();
  const staged = transfers.stagingPath();
  makeFolder(staged);
  moveDurably(incoming.file, path.join(staged, PLAN_FILE));
  fsyncFolder(staged);
  plans.adopt(staged, plan);
}

/** Puts a newer copy in the place of a received one, which is backed up. */
function replaceReceived(library: LibraryContext, incoming: Incoming, plan: string): string {
  backUpCurrent(library, plan, 'before newer copy');
  const name = plan === incoming.uid ? incoming.name : nameBeside(library, incoming, plan);
  markAs(incoming, { kind: 'received', name });
  incoming.close();
  putInPlace(library, incoming.file, plan);
  return name;
}

/** Puts a newer copy in the place of the user's own plan, which is backed up: it stays theirs. */
function replaceOwn(library: LibraryContext, incoming: Incoming, place: Place): void {
  const current = backUpCurrent(library, place.plan, 'before newer copy');
  const people = [...new Set(place.comparison.there.map(({ who }) => who))];
  takeOver(
    incoming,
    place.kind,
    {
      at: library.clock.instant(),
      who: library.preferences.read().name,
      call: 'library.receive',
      words: `Took in a newer copy of this plan, with changes by ${people.join(', ')}`,
    },
    () => {
      if (current) carrySent(current.read, incoming.write);
    },
  );
  incoming.close();
  putInPlace(library, incoming.file, place.plan);
}

/** What is to become of a copy that the plan at a place is compared with. */
function decide(
  { comparison: { relation }, kind, holds }: Place,
  incoming: Identity,
  onto: 'ask' | 'own' | 'beside',
): Received['outcome'] {
  const bringsPeople = relation === 'same' && incoming.holds === 'whole' && holds === 'figures';
  if (relation === 'older' || (relation === 'same' && !bringsPeople)) return relation;
  const losesPeople = incoming.holds === 'figures' && holds === 'whole';
  if (relation === 'diverged' || losesPeople) return 'beside';
  if (kind === 'received') return 'replaced-older';
  return ({ ask: 'newer-than-own', own: 'replaced-own', beside: 'beside' } as const)[onto];
}

function receiveAt(
  library: LibraryContext,
  incoming: Incoming,
  place: Place,
  onto: 'ask' | 'own' | 'beside',
): Received {
  const { plan, kind, comparison } = place;
  const outcome = decide(place, incoming, onto);
  const answer: Received = {
    ...{ plan, name: place.name, outcome, changes: comparison.there },
    here: { plan, name: place.name, kind, changes: comparison.here },
    figuresOnly: incoming.holds === 'figures',
  };
  if (outcome === 'replaced-own') replaceOwn(library, incoming, place);
  if (outcome === 'replaced-older') answer.name = replaceReceived(library, incoming, plan);
  if (outcome === 'beside') {
    answer.plan = randomUUID();
    answer.name = nameBeside(library, incoming, answer.plan);
    add(library, incoming, answer.plan, answer.name);
  }
  return answer;
}

/**
 * Takes in a copy. It is added where no copy of its plan is here; it takes the place of a copy it
 * goes on from, after a backup, and of the user's own plan only when they say so; and where each
 * side has changes of its own, it is kept beside, under an id of its own.
 *
 * @param file - the plain file, this machine's to keep or throw away.
 * @throws Refusal when the file is not fit to be opened; nothing is changed then.
 */
export function receive(
  library: LibraryContext,
  file: string,
  onto: 'ask' | 'own' | 'beside',
): Received {
  const incoming = openIncoming(library, file);
  try {
    const { uid, name, holds } = incoming;
    const [place] = placesOf(library, incoming);
    if (place) return receiveAt(library, incoming, place, onto);
    const answer = { changes: [], here: null, figuresOnly: holds === 'figures' };
    if (unreadablePlace(library, uid)) {
      replaceReceived(library, incoming, uid);
      return { plan: uid, name, outcome: 'replaced-older', ...answer };
    }
    const plan = library.plans.has(uid) ? randomUUID() : uid;
    const called = plan === uid ? name : nameBeside(library, incoming, plan);
    add(library, incoming, plan, called);
    return { plan, name: called, outcome: 'new', ...answer };
  } finally {
    incoming.close();
  }
}
