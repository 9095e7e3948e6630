/** Movements of a list, each merged into the person's records on its own date. */
import { addDays, dateInWords } from '../calendar.ts';
import { isEmployed } from '../records/indexRecords.ts';
import type { Placement } from '../records/changes.ts';
import { ONE_FTE, type Assignment, type Engagement } from '../records/types.ts';
import { fteWords, TWO_TEAMS, type MergeContext } from './context.ts';
import { PersonDraft, refKey } from './draft.ts';
import { AMBIGUOUS } from './names.ts';
import type { MovementRow } from '../importing/rows/types.ts';

/** What became of a row. */
type Result =
  | { outcome: 'new' | 'changed'; what: string }
  | { outcome: 'unchanged' }
  | { outcome: 'refused'; what: string };

const UNCHANGED: Result = { outcome: 'unchanged' };
const refused = (what: string): Result => ({ outcome: 'refused', what });
const changed = (what: string): Result => ({ outcome: 'changed', what });

/** Within a day, somebody starts before they move, and moves before they leave. */
const ORDER: Record<MovementRow['movement'], number> = {
  starter: 0,
  move: 1,
  hours: 1,
  'secondment-out': 1,
  'secondment-back': 1,
  'absence-start': 2,
  'absence-end': 2,
  leaver: 3,
};

class MovementMerge {
  private readonly context: MergeContext;
  private readonly draft: PersonDraft;

  constructor(context: MergeContext, draft: PersonDraft) {
    this.context = context;
    this.draft = draft;
  }

  take(row: MovementRow): Result {
    switch (row.movement) {
      case 'starter':
        return this.start(row);
      case 'leaver':
        return this.leave(row);
      case 'absence-start':
      case 'absence-end':
        return this.absence(row);
      default:
        return this.move(row);
    }
  }

  private start(row: MovementRow): Result {
    const { basis } = row;
    if (basis === null) return refused('The row does not say how they are employed');
    const known = this.draft.engagements.find(
      (one) => one.from === row.date && isEmployed(one.basis) === isEmployed(basis),
    );
    if (known) return this.correctStart(known, row);
    const then = this.engagementOn(row);
    if (then && isEmployed(then.basis) && isEmployed(basis)) {
      return refused(`They are already employed then, from ${dateInWords(then.from)}`);
    }
    if (row.team === null || row.role === null)
      return refused('The row does not say which team and role');
    const team = this.context.names.team({ ...row, team: row.team, role: row.role }, row.date);
    if (team === AMBIGUOUS) return refused(TWO_TEAMS);
    const role = this.context.names.role(row.role);
    const { origin, postRef, date: from } = row;
    const codes = { offerAcceptedOn: null, route: null, leavingReason: null, destination: null };
    const { id: engagement } = this.draft.start({ basis, from, to: null, origin, ...codes });
    const fte = row.fte ?? ONE_FTE;
    const place = { team, role, fte, postRef, secondedOut: false, covers: null };
    this.draft.addAssignment({ ...place, engagement, from, to: null });
    return { outcome: 'new', what: `Starts on ${dateInWords(from)}` };
  }

  private correctStart(engagement: Engagement, row: MovementRow): Result {
    if (row.origin === null || row.origin === engagement.origin) return UNCHANGED;
    engagement.origin = row.origin;
    return changed('The origin changes');
  }

  private leave(row: MovementRow): Result {
    const engagement = this.engagementOn(row);
    if (!engagement) return refused(`They were not here on ${dateInWords(row.date)}`);
    const reason = row.leavingReason ?? engagement.leavingReason;
    const destination = row.destination ?? engagement.destination;
    const same =
      engagement.to === row.date &&
      reason === engagement.leavingReason &&
      destination === engagement.destination;
    if (same) return UNCHANGED;
    if (engagement.to !== row.date) {
      const why = this.draft.leave(engagement, row.date);
      if (why !== null) return refused(why);
    }
    engagement.leavingReason = reason;
    engagement.destination = destination;
    return changed(`Last day ${dateInWords(row.date)}`);
  }

  private absence(row: MovementRow): Result {
    const engagement = this.engagementOn(row);
    if (!engagement) return refused(`They were not here on ${dateInWords(row.date)}`);
    const away = this.draft.absences.find(
      (one) =>
        one.engagement === engagement.id &&
        one.from <= row.date &&
        (one.to === null || one.to >= addDays(row.date, -1)),
    );
    if (row.movement === 'absence-start') {
      // One that is recorded for the day is the one meant; a kind was perhaps not known then.
      if (away && (row.absence === null || away.kind !== 'OTH' || row.absence === 'OTH')) {
        return UNCHANGED;
      }
      if (away) {
        away.kind = row.absence!;
        return changed('The kind of absence changes');
      }
      this.draft.beAway(engagement, row.absence ?? 'OTH', row.date, null);
      return changed(`Away from ${dateInWords(row.date)}`);
    }
    if (!away) return refused(`No absence that ends on ${dateInWords(row.date)} is recorded`);
    const to = addDays(row.date, -1);
    if (away.to === to) return UNCHANGED;
    if (to < away.from) return refused('The absence would end before it begins');
    away.to = to;
    return changed(`Back on ${dateInWords(row.date)}`);
  }

  private move(row: MovementRow): Result {
    const missing = missingOf(row);
    if (missing !== null) return refused(missing);
    const engagement = this.engagementOn(row);
    if (!engagement) return refused(`They were not here on ${dateInWords(row.date)}`);
    const current = this.draft.placesOn(engagement.id, row.date);
    const meant = this.placeMeant(current, row);
    if (meant === null) return refused('They have two posts, and the row does not say which');
    const wanted = this.wantedPlace(meant, row);
    if (wanted === AMBIGUOUS) return refused(TWO_TEAMS);
    if (isSamePlace(wanted, meant)) return UNCHANGED;
    const placements = current.map((one) => (one === meant ? wanted : one));
    const why = this.draft.place(engagement, row.date, placements);
    if (why !== null) return refused(why);
    return changed(this.moveWords(meant, wanted, row));
  }

  /** The post a movement is of; null where there are two and it does not say. */
  private placeMeant(current: readonly Assignment[], row: MovementRow): Assignment | null {
    const [only, other] = current;
    if (only && !other) return only;
    const byRef = current.filter(
      (one) => row.postRef !== null && one.postRef?.toLowerCase() === row.postRef.toLowerCase(),
    );
    if (byRef.length === 1) return byRef[0]!;
    const team =
      row.team === null
        ? null
        : this.context.names.team({ ...row, team: row.team, role: '' }, row.date);
    const inTeam = current.filter((one) => one.team === team);
    return inTeam.length === 1 ? inTeam[0]! : null;
  }

  private wantedPlace(now: Assignment, row: MovementRow): Placement | typeof AMBIGUOUS {
    const { names } = this.context;
    const team =
      row.team === null ? now.team : names.team({ ...row, team: row.team, role: '' }, row.date);
    if (team === AMBIGUOUS) return AMBIGUOUS;
    const role = row.role === null ? now.role : names.role(row.role);
    const moved = team !== now.team || role !== now.role;
    return {
      team,
      role,
      fte: row.fte ?? now.fte,
      postRef: row.postRef ?? (moved ? null : now.postRef),
      secondedOut:
        row.movement === 'secondment-out'
          ? true
          : row.movement === 'secondment-back'
            ? false
            : now.secondedOut,
      covers: now.covers,
    };
  }

  private moveWords(before: Assignment, after: Placement, row: MovementRow): string {
    const since = `from ${dateInWords(row.date)}`;
    const words = ({ team, role }: Placement) => this.context.names.placeWords(team, role);
    if (words(before) !== words(after))
      return `Moves from ${words(before)} to ${words(after)} ${since}`;
    if (before.secondedOut !== after.secondedOut) {
      return after.secondedOut ? `Seconded out ${since}` : `Back from secondment ${since}`;
    }
    if (before.fte !== after.fte)
      return `Hours ${fteWords(before.fte)} to ${fteWords(after.fte)} ${since}`;
    return `The post reference changes ${since}`;
  }

  /** The spell a movement falls in: employment before any other. */
  private engagementOn({ date }: MovementRow): Engagement | undefined {
    const then = this.draft.engagements.filter(
      (one) => one.from <= date && (one.to === null || one.to >= date),
    );
    return then.find((one) => isEmployed(one.basis)) ?? then[0];
  }
}

/** What a move or a change of hours cannot do without; null when the row has it. */
function missingOf({ movement, team, role, postRef, fte }: MovementRow): string | null {
  if (movement === 'move' && team === null && role === null && postRef === null) {
    return 'The row does not say to which team, role or post';
  }
  return movement === 'hours' && fte === null ? 'The row gives no FTE or hours' : null;
}

function isSamePlace(a: Placement, b: Assignment): boolean {
  return (
    a.team === b.team &&
    a.role === b.role &&
    a.fte === b.fte &&
    a.postRef === b.postRef &&
    a.secondedOut === b.secondedOut
  );
}

/** Merges a list of movements. What the plan has and the list does not is never gone. */
export function mergeMovements(context: MergeContext, rows: readonly MovementRow[]): void {
  const people = new Map<string, MovementRow[]>();
  for (const row of rows) {
    const of = people.get(refKey(row.ref));
    if (of) of.push(row);
    else people.set(refKey(row.ref), [row]);
  }
  for (const of of people.values()) {
    const [first] = of;
    const { ref, name } = first!;
    const worker = context.people.find(ref);
    const draft = new PersonDraft(
      context.people.originalOf(worker),
      { ref: ref.trim(), name, sweNumber: null },
      context.nextId,
    );
    const merge = new MovementMerge(context, draft);
    of.sort((a, b) => a.date.localeCompare(b.date) || ORDER[a.movement] - ORDER[b.movement]);
    for (const row of of) {
      const result = merge.take(row);
      const place = [row.role, row.team].filter((part) => part !== null).join(', ');
      const what = 'what' in result ? [result.what] : [];
      context.add(result.outcome, {
        row: row.row,
        id: null,
        ref: row.ref,
        name: row.name,
        place,
        what,
      });
    }
    if (worker || draft.engagements.length > 0) draft.addTo(context.changes);
  }
}
