/**
 * Panels: who is booked on each, who has to go to which, and what each still has to bring. A
 * panel decides about a member once, around their planned end; one it defers comes back at the
 * next, and one before that sees how they are getting on.
 */
import { addMonths, dateInWords, type IsoDate } from '../calendar.ts';
import { mayDecide, openWindow, type PanelWindow } from './panelWindow.ts';
import { isOnProgramme, isPaused } from './stage.ts';
import type { MemberView, MilestoneView } from './memberView.ts';
import type { Panel, PanelItem } from './types.ts';

/** Panels are quarterly: four dates of a year are this far apart. */
const MONTHS_BETWEEN = 3;
const PANELS_A_YEAR = 4;

/**
 * `must`: it is the first that may decide about them. `returns`: deferred last time.
 * `progress`: a later panel decides; the next one can see how they are getting on. `may`: nothing
 * says which panel decides, as their programme has no panel or their hours give it no date.
 */
export type WhyProposed = 'must' | 'returns' | 'progress' | 'may';

/** Whether a panel decides about a member or sees their progress only. */
export type PanelRole = 'decides' | 'progress';

/** Somebody a panel should see who is booked on none. */
export interface Candidate {
  of: MemberView;
  why: WhyProposed;
  role: PanelRole;
  /** Their planned last day on the programme; null where their hours never reach it. */
  endsOn: IsoDate | null;
  /** The last day their panel may sit, where this one is later. */
  lateAfter: IsoDate | null;
  /** What has to be there by the panel and is not; empty: ready, or up to date. */
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
  role: PanelRole;
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
const isOutstanding = ({ standing }: Pick<MilestoneView, 'standing'>) =>
  standing !== 'done' && standing !== 'waived';

/**
 * What has to be there at a panel and is not, each named. A panel that decides asks for all that
 * the version of the programme asks for; one that sees progress, for what is due by its day.
 */
export function missingAt(view: MemberView, on: IsoDate, role: PanelRole): string[] {
  const decides = role === 'decides';
  const milestones = view.milestones.filter(
    (one) =>
      one.kind !== 'panel' &&
      isOutstanding(one) &&
      (decides || (one.dueOn !== null && one.dueOn <= on)),
  );
  const evidence = decides ? view.evidence.filter(({ held, count }) => held < count) : [];
  return [
    ...(isOnProgramme(view.stage) ? [] : ['No longer on the programme']),
    ...(isPaused(view.changes, on) ? ['Paused on that day'] : []),
    ...milestones.map(({ name }) => name),
    ...evidence.map(({ name, held, count }) => `${name}: ${held} of ${count}`),
  ];
}

/** The first panel milestone of a member that is open. */
function openPanel({ milestones }: MemberView): MilestoneView | undefined {
  return milestones.find((one) => one.kind === 'panel' && isOutstanding(one));
}

/** When a member's panel milestone falls due; null: none is left, or their hours never reach it. */
export function panelDueOn(view: MemberView): IsoDate | null {
  return openPanel(view)?.dueOn ?? null;
}

const windowOf = ({ milestones }: MemberView) => openWindow(milestones, isOutstanding);

function roleAt(window: PanelWindow | null, on: IsoDate): PanelRole {
  return mayDecide(window, on) ? 'decides' : 'progress';
}

/** What is decided is decided, whenever the panel sat. */
function roleOf({ panel, item }: Appearance, window: PanelWindow | null): PanelRole {
  return item.decision === null ? roleAt(window, panel.on) : 'decides';
}

/** True where a panel has still to see a member: one of their panel milestones is open. */
function awaitsPanel(view: MemberView, last: PanelItem['decision']): boolean {
  const panels = view.milestones.filter(({ kind }) => kind === 'panel');
  // Without a panel milestone, a pass is all there is to wait for.
  return last !== 'fail' && (panels.length === 0 ? last !== 'pass' : panels.some(isOutstanding));
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

/** The coming panels that should see a member. */
function proposalsFor(
  view: MemberView,
  own: readonly Appearance[],
  coming: readonly Panel[],
): Proposal[] {
  const window = windowOf(view);
  const last = own.at(-1);
  const decided = own.findLast((one) => roleOf(one, window) === 'decides')?.item;
  if (!isOnProgramme(view.stage) || (decided && decided.decision === null)) return [];
  const decision = decided?.decision ?? null;
  if (!awaitsPanel(view, decision)) return [];
  // A panel that has seen them does not see them again the same day.
  const ahead = last ? coming.filter(({ on }) => on > last.panel.on) : coming;
  const first = ahead[0];
  if (decision === 'deferred') return first ? [{ panel: first, why: 'returns' }] : [];
  if (window === null) return first && first === coming[0] ? [{ panel: first, why: 'may' }] : [];
  const must = ahead.find(({ on }) => mayDecide(window, on));
  const proposals: Proposal[] = must ? [{ panel: must, why: 'must' }] : [];
  if (first === coming[0] && first && first !== must) {
    proposals.push({ panel: first, why: 'progress' });
  }
  return proposals;
}

function candidateOf(of: MemberView, { on }: Panel, why: WhyProposed): Candidate {
  const role = why === 'progress' ? 'progress' : 'decides';
  const last = windowOf(of)?.to ?? null;
  const lateAfter = role === 'decides' && last !== null && on > last ? last : null;
  const endsOn = of.timetable?.endsOn ?? null;
  return { of, why, role, endsOn, lateAfter, missing: missingAt(of, on, role) };
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
  const have = candidates.filter(({ why }) => why === 'must' || why === 'returns').length;
  if (have > 0 && have > left) {
    const places = left <= 0 ? 'no place is' : left === 1 ? '1 place is' : `${left} places are`;
    warnings.push(
      `${people(have)} still to book ${have === 1 ? 'has' : 'have'} to go, and ${places} left.`,
    );
  }
  const undecided = bookings.filter(
    ({ item, of, role }) => item.decision === null && role === 'decides' && isOnProgramme(of.stage),
  ).length;
  if (met && panel.on < today && undecided > 0) {
    warnings.push(`The panel has met. What it decided about ${people(undecided)} is not recorded.`);
  }
  return warnings;
}

/**
 * Every panel, earliest first, as at a day.
 *
 * A panel's candidates are members on the programme who are booked on none that decides: those
 * deferred at the one before, those for whom it is the first that may decide, and at the next panel
 * all others, whose progress it can see.
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
        const role = roleOf({ panel, item }, windowOf(of));
        return [
          {
            item,
            of,
            role,
            missing: missingAt(of, panel.on, role),
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
        .map(({ why }) => candidateOf(of, panel, why)),
    );
    candidates.sort(
      (a, b) =>
        Number(a.role === 'progress') - Number(b.role === 'progress') ||
        ((a.endsOn ?? '~') < (b.endsOn ?? '~') ? -1 : 1),
    );
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
