/** What the coordinator has to see to: every task about a member as at a day. */
import {
  addDays,
  addMonths,
  dateInWords,
  daysBetween,
  startOfWeek,
  type IsoDate,
} from '../calendar.ts';
import { formatMoney } from '../format.ts';
import type { Absence } from '../records/types.ts';
import { SOON_DAYS, type MemberView } from './memberView.ts';
import { panelDueOn, panelName, panelViews } from './panels.ts';
import { isOnProgramme, isPaused } from './stage.ts';
import type { Assessor, Panel, PanelItem } from './types.ts';

export const TASK_KINDS = [
  'overdue',
  'due',
  'supervision',
  'no-assessor',
  'registration',
  'payment',
  'absent',
  'panel',
  'no-outcome',
] as const;
export type TaskKind = (typeof TASK_KINDS)[number];

/** Something to see to about one member. */
export interface Task {
  kind: TaskKind;
  of: MemberView;
  /** Tells it from the member's other tasks of its kind. */
  key: string;
  /** `3-month review`. */
  what: string;
  /** When it is or was due, or since when it has been so; null: no date belongs to it. */
  on: IsoDate | null;
  /**
   * Days from `on` to the day looked at: past due where above zero, still to come below it.
   * Null where there is no date.
   */
  days: number | null;
  /** More about it, as a sentence; empty where `what` and the date say all. */
  words: string;
  /** The panel it is about. */
  panel: number | null;
}

/** A payment that can be claimed. */
export interface PaymentToClaim {
  view: MemberView;
  key: string;
  name: string;
  /** Since when it can be. */
  on: IsoDate | null;
  pence: number;
}

/** What the tasks are found in, besides the members themselves. */
export interface WeekFacts {
  absences: readonly Absence[];
  assessors: readonly Assessor[];
  panels: readonly Panel[];
  panelItems: readonly PanelItem[];
  payments: readonly PaymentToClaim[];
}

type Told = Pick<Task, 'key' | 'what'> & Partial<Pick<Task, 'on' | 'words' | 'panel'>>;

function task(kind: TaskKind, of: MemberView, told: Told, today: IsoDate): Task {
  const { on = null, words = '', panel = null, key, what } = told;
  return {
    kind,
    of,
    key,
    what,
    on,
    days: on === null ? null : daysBetween(on, today),
    words,
    panel,
  };
}

const here = ({ stage }: MemberView) => stage === 'started' || isOnProgramme(stage);

/** Milestones past their date, and those that fall due within four weeks. */
function milestoneTasks(of: MemberView, today: IsoDate): Task[] {
  return of.milestones.flatMap(({ key, name, dueOn, standing, record }) => {
    if (standing !== 'overdue' && standing !== 'soon') return [];
    const words = record?.state === 'late' ? `Expected on ${dateInWords(record.on)}.` : '';
    const kind = standing === 'overdue' ? 'overdue' : 'due';
    return [task(kind, of, { key, what: name, on: dueOn, words }, today)];
  });
}

/** Supervision past its date. A pause stops its clock. */
function supervisionTasks(of: MemberView, today: IsoDate): Task[] {
  const { dueOn = null, daysLate = 0, last = null } = of.supervision ?? {};
  if (daysLate === 0 || !isOnProgramme(of.stage)) return [];
  const words = last === null ? 'None is recorded.' : `Last held on ${dateInWords(last)}.`;
  return [
    task('supervision', of, { key: 'supervision', what: 'Supervision', on: dueOn, words }, today),
  ];
}

/** At work with nobody to assess them, or with somebody who no longer assesses. */
function assessorTasks(
  of: MemberView,
  assessors: ReadonlyMap<number, Assessor>,
  today: IsoDate,
): Task[] {
  if (!here(of)) return [];
  const assessor = of.member.assessor === null ? undefined : assessors.get(of.member.assessor);
  const retired = assessor?.retiredOn ?? null;
  if (assessor && (retired === null || retired >= today)) return [];
  const what =
    retired === null ? 'No assessor' : `Their assessor stopped on ${dateInWords(retired)}`;
  return [task('no-assessor', of, { key: 'assessor', what }, today)];
}

/** At work and not, or not fully, registered: with Social Work England, and with the funder. */
function registrationTasks(of: MemberView, today: IsoDate): Task[] {
  if (!here(of)) return [];
  const { member, worker, version } = of;
  const missing = [
    ...(worker.sweNumber === null ? ['number'] : []),
    ...(member.sweRegisteredOn === null ? ['date'] : []),
  ];
  const tasks: Told[] = [];
  if (missing.length > 0) {
    tasks.push({
      key: 'swe',
      what: 'Social Work England registration',
      words: `No ${missing.join(' and no ')} of registration is recorded.`,
    });
  }
  const paid = version?.template.payments.some(({ due }) => due === 'registration') ?? false;
  if (paid && member.registeredOn === null && isOnProgramme(of.stage)) {
    tasks.push({
      key: 'programme',
      what: 'Registration with the funder',
      words: 'It cannot be claimed for before they are registered.',
    });
  }
  return tasks.map((told) => task('registration', of, told, today));
}

/** Away on the day, with the programme's clock still running. The reason is not for this list. */
function absenceTasks(of: MemberView, absences: readonly Absence[], today: IsoDate): Task[] {
  if (of.stage !== 'on-programme' || isPaused(of.changes, today)) return [];
  const away = absences.find(({ from, to }) => from <= today && (to === null || to >= today));
  if (!away) return [];
  const until = away.to === null ? 'with no last day' : `to ${dateInWords(away.to)}`;
  const words = `Away ${until}. What is due goes on falling due unless a pause is agreed.`;
  return [task('absent', of, { key: 'absence', what: 'Absence', on: away.from, words }, today)];
}

/** Gone, or decided about, with nothing recorded of how the programme ended. */
function outcomeTasks(of: MemberView, decided: IsoDate | undefined, today: IsoDate): Task[] {
  const { member, engagement } = of;
  if (member.endedOn !== null) return [];
  const gone = engagement?.to ?? null;
  if (gone !== null && gone <= today) {
    const words = 'Their employment ended. Record how the programme ended.';
    return [task('no-outcome', of, { key: 'left', what: 'Outcome', on: gone, words }, today)];
  }
  if (decided === undefined || !isOnProgramme(of.stage)) return [];
  const words = 'The panel has decided. Record how the programme ended.';
  return [task('no-outcome', of, { key: 'decided', what: 'Outcome', on: decided, words }, today)];
}

/** What is to book or record of panels, and the panel that settled each member. */
function panelTasks(views: readonly MemberView[], facts: WeekFacts, today: IsoDate) {
  const panels = panelViews(views, facts.panels, facts.panelItems, today);
  const next = panels.find(({ panel }) => panel.on >= today);
  const decided = new Map<number, IsoDate>();
  const tasks: Task[] = [];
  /** Booked or proposed where it is decided, or decided about: the others have no such panel. */
  const placed = new Set<number>();
  for (const { panel, bookings, candidates } of panels) {
    const about = { key: `panel-${panel.id}`, what: panelName(panel), panel: panel.id };
    for (const { item, of, role, remaining } of bookings) {
      if (role === 'progress') continue;
      if (item.decision !== 'deferred') placed.add(of.member.id);
      if (remaining?.kind === 'finish') decided.set(of.member.id, panel.on);
      if (item.decision !== null || panel.on >= today || !isOnProgramme(of.stage)) continue;
      const words = 'It has met. What it decided is not recorded.';
      tasks.push(task('panel', of, { ...about, on: panel.on, words }, today));
    }
    for (const { of, why } of candidates) {
      if (why === 'progress' || why === 'may') continue;
      placed.add(of.member.id);
      if (panel !== next?.panel) continue;
      const words =
        why === 'returns'
          ? 'Comes back to this panel. Not booked.'
          : 'Has to go to this panel. Not booked.';
      tasks.push(task('panel', of, { ...about, on: panel.on, words }, today));
    }
  }
  const deferred = new Set(
    facts.panelItems.filter(({ decision }) => decision === 'deferred').map(({ member }) => member),
  );
  const horizon = addMonths(today, 3);
  for (const of of views) {
    if (placed.has(of.member.id) || !isOnProgramme(of.stage)) continue;
    const dueOn = panelDueOn(of);
    if (dueOn === null || (dueOn > horizon && !deferred.has(of.member.id))) continue;
    const words = 'No panel is planned that could decide about them. Add one.';
    tasks.push(task('panel', of, { key: 'none', what: 'Panel', on: dueOn, words }, today));
  }
  return { tasks, decided };
}

function paymentTask({ view, key, name, on, pence }: PaymentToClaim, today: IsoDate): Task {
  return task('payment', view, { key, what: `${name}, ${formatMoney(pence)}`, on }, today);
}

/** The longest overdue first, then what is due soonest; what has no date last, as members come. */
function inOrder(a: Task, b: Task): number {
  return (b.days ?? -Infinity) - (a.days ?? -Infinity) || 0;
}

/**
 * Every task as at the close of a day, kind by kind, within each the longest overdue first.
 *
 * Overdue and due soon are milestones of members on the programme, by their own due dates. A
 * milestone known to be late stays overdue until it is done.
 */
export function weekTasks(
  views: readonly MemberView[],
  facts: WeekFacts,
  today: IsoDate,
): Record<TaskKind, Task[]> {
  const assessors = new Map(facts.assessors.map((one) => [one.id, one]));
  const absencesOf = Map.groupBy(facts.absences, ({ engagement }) => engagement);
  const { tasks: panel, decided } = panelTasks(views, facts, today);
  const all = [
    ...panel,
    ...facts.payments.map((payment) => paymentTask(payment, today)),
    ...views.flatMap((of) => [
      ...milestoneTasks(of, today),
      ...supervisionTasks(of, today),
      ...assessorTasks(of, assessors, today),
      ...registrationTasks(of, today),
      ...absenceTasks(of, (of.engagement && absencesOf.get(of.engagement.id)) ?? [], today),
      ...outcomeTasks(of, decided.get(of.member.id), today),
    ]),
  ];
  const byKind = Map.groupBy(all, ({ kind }) => kind);
  const ofKind = (kind: TaskKind) => (byKind.get(kind) ?? []).sort(inOrder);
  return Object.fromEntries(TASK_KINDS.map((kind) => [kind, ofKind(kind)])) as Record<
    TaskKind,
    Task[]
  >;
}

/** Tasks of one week, Monday to Sunday. */
export interface Week {
  monday: IsoDate;
  tasks: Task[];
}

/** Tasks that have a date, week by week, the earliest first. */
export function byWeek(tasks: readonly Task[]): Week[] {
  const weeks = Map.groupBy(
    tasks.filter(({ on }) => on !== null),
    ({ on }) => startOfWeek(on!),
  );
  return [...weeks]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([monday, some]) => ({ monday, tasks: some }));
}

/** The last day that counts as due soon: four weeks from a day. */
export function soonUntil(today: IsoDate): IsoDate {
  return addDays(today, SOON_DAYS);
}
