/**
 * Panels: who is booked on each, who has to go to which, and what each still has to bring. A
 * panel decides about a member once; one it defers comes back at the next.
 */
import { addMonths, dateInWords, type IsoDate } from '../calendar.ts';
import { isOnProgramme, isPaused } from './stage.ts';
import type { MemberView, MilestoneView } from './memberView.ts';
import type { Panel, PanelItem } from './types.ts';

/** Panels are quarterly: where none is planned after one, the next is taken to be this much later. */
const MONTHS_BETWEEN = 3;
const PANELS_A_YEAR = 4;

/**
 * `must`: their panel milestone falls due before the panel after. `returns`: deferred last time.
 * `early`: nothing is missing already, though a later panel would do.
 */
export type WhyProposed = 'must' | 'returns' | 'early';

/** Somebody a panel should see who is booked on none. */
export interface Candidate {
  of: MemberView;
  why: WhyProposed;
  /** When their panel milestone falls due. */
  dueOn: IsoDate | null;
  /** What has to be there by the panel and is not; empty: ready. */
  missing: string[];
}

/** What a decision leaves to do. */
export type Remaining =
  /** Passed or failed, and how their programme ended is not recorded. */
  | { kind: 'finish' }
  /** Deferred: the panel they come back to; null where none is planned. */
  | { kind: 'return'; on: IsoDate | null };

export interface EarlierDecision {
  on: IsoDate;
  item: PanelItem;
}

/** A member on a panel's agenda. */
export interface Booking {
  item: PanelItem;
  of: MemberView;
  dueOn: IsoDate | null;
  missing: string[];
  /** What earlier panels decided about them, earliest first. */
  earlier: EarlierDecision[];
  /** Null where nothing remains to do. */
  remaining: Remaining | null;
}

export interface PanelView {
  panel: Panel;
  /** The panel's day has come, so its decisions can be recorded. */
  met: boolean;
  bookings: Booking[];
  candidates: Candidate[];
  /** Below zero where more are booked than it has places; null where its capacity is not known. */
  placesLeft: number | null;
  /** What somebody has to see to, each a sentence. */
  warnings: string[];
}

/** A milestone that is neither done nor waived, whether or not it has a date. */
const isOutstanding = ({ standing }: MilestoneView) => standing !== 'done' && standing !== 'waived';

/** What has to be there by a panel and is not, each named; empty where the member is ready. */
export function missingBy(view: MemberView, on: IsoDate): string[] {
  const milestones = view.milestones.filter(
    (one) => one.kind !== 'panel' && isOutstanding(one) && (one.dueOn === null || one.dueOn <= on),
  );
  const evidence = view.evidence.filter(({ held, count }) => held < count);
  return [
    ...(isOnProgramme(view.stage) ? [] : ['No longer on the programme']),
    ...(isPaused(view.changes, on) ? ['Paused on that day'] : []),
    ...milestones.map(({ name }) => name),
    ...evidence.map(({ name, held, count }) => `${name}: ${held} of ${count}`),
  ];
}

/** When a member's panel milestone falls due; null: none is left, or their hours never reach it. */
export function panelDueOn(view: MemberView): IsoDate | null {
  const dates = view.milestones
    .filter((one) => one.kind === 'panel' && isOutstanding(one))
    .flatMap(({ dueOn }) => dueOn ?? []);
  return dates.sort()[0] ?? null;
}

/** True where a panel has still to see a member: one of their panel milestones is open. */
function awaitsPanel(view: MemberView, last: PanelItem['decision']): boolean {
  const panels = view.milestones.filter(({ kind }) => kind === 'panel');
  // Without a panel milestone, a pass is all there is to wait for.
  return last !== 'fail' && (panels.length === 0 ? last !== 'pass' : panels.some(isOutstanding));
}

/** True where everything but the panel is done, and all the evidence is there. */
function isComplete(view: MemberView): boolean {
  const rest = view.milestones.filter(({ kind }) => kind !== 'panel');
  return !rest.some(isOutstanding) && view.evidence.every(({ held, count }) => held >= count);
}

interface Appearance {
  panel: Panel;
  item: PanelItem;
}

/** The panels a member was or is booked on, earliest first. */
type Appearances = Map<number, Appearance[]>;

function appearancesOf(panels: readonly Panel[], items: readonly PanelItem[]): Appearances {
  const byId = new Map(panels.map((panel) => [panel.id, panel]));
  const found: Appearance[] = items.flatMap((item) => {
    const panel = byId.get(item.panel);
    return panel ? [{ panel, item }] : [];
  });
  found.sort((a, b) => (a.panel.on < b.panel.on ? -1 : 1));
  return Map.groupBy(found, ({ item }) => item.member);
}

interface Proposal {
  panel: Panel;
  why: WhyProposed;
}

/** The first coming panel whose next would be too late for something due on a date. */
function lastChance(coming: readonly Panel[], dueOn: IsoDate): Panel | undefined {
  return coming.find((panel, at) => {
    const after = coming[at + 1]?.on ?? addMonths(panel.on, MONTHS_BETWEEN);
    return dueOn < after;
  });
}

/** The coming panels that should see a member. */
function proposalsFor(
  view: MemberView,
  own: readonly Appearance[],
  coming: readonly Panel[],
): Proposal[] {
  const last = own.at(-1);
  const waiting = own.some(({ item }) => item.decision === null);
  const decision = last?.item.decision ?? null;
  if (!isOnProgramme(view.stage) || waiting || !awaitsPanel(view, decision)) return [];
  // A panel that has seen them does not see them again the same day.
  const ahead = last ? coming.filter(({ on }) => on > last.panel.on) : coming;
  const first = ahead[0];
  if (decision === 'deferred') return first ? [{ panel: first, why: 'returns' }] : [];
  const dueOn = panelDueOn(view);
  const must = dueOn === null ? undefined : lastChance(ahead, dueOn);
  const proposals: Proposal[] = must ? [{ panel: must, why: 'must' }] : [];
  if (first && first !== must && isComplete(view) && missingBy(view, first.on).length === 0) {
    proposals.push({ panel: first, why: 'early' });
  }
  return proposals;
}

function remainingOf(
  item: PanelItem,
  view: MemberView,
  own: readonly Appearance[],
  proposals: readonly Proposal[],
): Remaining | null {
  if (item.decision === null || own.at(-1)?.item !== item) return null;
  if (view.member.outcome !== null || !isOnProgramme(view.stage)) return null;
  if (item.decision !== 'deferred') {
    return awaitsPanel(view, item.decision) ? null : { kind: 'finish' };
  }
  return { kind: 'return', on: proposals[0]?.panel.on ?? null };
}

const people = (n: number) => (n === 1 ? '1 person' : `${n} people`);

function warningsOf(
  { panel, met, bookings, candidates, placesLeft }: Omit<PanelView, 'warnings'>,
  today: IsoDate,
): string[] {
  const warnings: string[] = [];
  const left = placesLeft ?? Infinity;
  if (left < 0) {
    const places = panel.capacity === 1 ? '1 place' : `${panel.capacity} places`;
    warnings.push(`${people(bookings.length)} booked for ${places}.`);
  }
  const have = candidates.filter(({ why }) => why !== 'early').length;
  if (have > 0 && have > left) {
    const places = left <= 0 ? 'no place is' : left === 1 ? '1 place is' : `${left} places are`;
    warnings.push(
      `${people(have)} still to book ${have === 1 ? 'has' : 'have'} to go, and ${places} left.`,
    );
  }
  const undecided = bookings.filter(
    ({ item, of }) => item.decision === null && isOnProgramme(of.stage),
  ).length;
  if (met && panel.on < today && undecided > 0) {
    warnings.push(`The panel has met. What it decided about ${people(undecided)} is not recorded.`);
  }
  return warnings;
}

/**
 * Every panel, earliest first, as at a day.
 *
 * A panel's candidates are members on the programme who are booked on none: those deferred at
 * the one before, those for whom the next panel would be too late, and at the next panel those
 * who have nothing missing already.
 */
export function panelViews(
  views: readonly MemberView[],
  panels: readonly Panel[],
  items: readonly PanelItem[],
  today: IsoDate,
): PanelView[] {
  const inOrder = [...panels].sort((a, b) => (a.on < b.on ? -1 : 1));
  const coming = inOrder.filter(({ on }) => on >= today);
  const appearances = appearancesOf(inOrder, items);
  const ownOf = (view: MemberView) => appearances.get(view.member.id) ?? [];
  const proposals = new Map(
    views.map((view) => [view.member.id, proposalsFor(view, ownOf(view), coming)]),
  );
  const byMember = new Map(views.map((view) => [view.member.id, view]));
  const itemsOf = Map.groupBy(items, ({ panel }) => panel);

  return inOrder.map((panel) => {
    const bookings = (itemsOf.get(panel.id) ?? [])
      .toSorted((a, b) => a.position - b.position || a.id - b.id)
      .flatMap((item): Booking[] => {
        const of = byMember.get(item.member);
        if (!of) return [];
        const own = ownOf(of);
        return [
          {
            item,
            of,
            dueOn: panelDueOn(of),
            missing: missingBy(of, panel.on),
            earlier: own.flatMap((one) =>
              one.panel.on < panel.on && one.item.decision !== null
                ? [{ on: one.panel.on, item: one.item }]
                : [],
            ),
            remaining: remainingOf(item, of, own, proposals.get(of.member.id) ?? []),
          },
        ];
      });
    const candidates = views.flatMap((of): Candidate[] =>
      (proposals.get(of.member.id) ?? [])
        .filter((one) => one.panel === panel)
        .map(({ why }) => ({
          ...{ of, why, dueOn: panelDueOn(of), missing: missingBy(of, panel.on) },
        })),
    );
    candidates.sort((a, b) => ((a.dueOn ?? '~') < (b.dueOn ?? '~') ? -1 : 1));
    const placesLeft = panel.capacity === null ? null : panel.capacity - bookings.length;
    const view = { panel, met: panel.on <= today, bookings, candidates, placesLeft };
    return { ...view, warnings: warningsOf(view, today) };
  });
}

/**
 * Four dates three months apart for a year of panels, the first of them three months after the
 * latest panel planned, or a month from today where there is none to follow.
 *
 * @example with the latest panel on 15 October 2025: 15 January, 15 April, 15 July and
 * 15 October 2026.
 */
export function quarterlyDates(panels: readonly Panel[], today: IsoDate): IsoDate[] {
  const latest = panels.reduce<IsoDate>((max, { on }) => (on > max ? on : max), '');
  const next = latest === '' ? addMonths(today, 1) : addMonths(latest, MONTHS_BETWEEN);
  const first = next >= today ? next : addMonths(today, 1);
  return Array.from({ length: PANELS_A_YEAR }, (_, at) => addMonths(first, at * MONTHS_BETWEEN));
}

/** `Panel of 15 January 2026`. */
export function panelName({ on }: Pick<Panel, 'on'>): string {
  return `Panel of ${dateInWords(on)}`;
}
