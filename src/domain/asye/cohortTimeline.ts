/** A cohort's time in rows: intakes, when its reviews fall due, panels, pauses, planned ends. */
import type { IsoDate } from '../calendar.ts';
import type { MemberView, MilestoneView } from './memberView.ts';
import { isOnProgramme } from './stage.ts';
import type { AsyeRecords, Intake } from './types.ts';

export interface TimelineRow {
  kind: 'intake' | 'due' | 'panel' | 'pause' | 'ends';
  /** Tells rows apart. */
  key: string;
  /** A milestone's name; empty for the other kinds, which the page names. */
  name: string;
  from: IsoDate;
  /** The last day; the same for something of one day. Null: not known yet. */
  to: IsoDate | null;
  /** An intake's places, where they are known. */
  places?: number | null;
  /** The members it is about. */
  members: number[];
  /** Of a milestone: for how many members it is done or waived, and overdue. */
  done?: number;
  overdue?: number;
}

const earliest = (dates: readonly IsoDate[]) => dates.reduce((a, b) => (a < b ? a : b));
const latest = (dates: readonly IsoDate[]) => dates.reduce((a, b) => (a > b ? a : b));

function intakeRows(intakes: readonly Intake[]): TimelineRow[] {
  return intakes.map(({ id, on, places }) => ({
    ...{ kind: 'intake', key: `intake-${id}`, name: '', from: on, to: on, places, members: [] },
  }));
}

/** From the first member's due date to the last's, of each review and panel asked for. */
function dueRows(views: readonly MemberView[]): TimelineRow[] {
  const found = new Map<string, { milestone: MilestoneView; member: number; on: IsoDate }[]>();
  for (const { member, milestones } of views) {
    for (const milestone of milestones) {
      const { kind, key, dueOn, standing } = milestone;
      if (kind === 'step' || dueOn === null || standing === 'not-due') continue;
      found.set(key, [...(found.get(key) ?? []), { milestone, member: member.id, on: dueOn }]);
    }
  }
  return [...found].map(([key, some]) => {
    const standing = (...wanted: string[]) =>
      some.filter(({ milestone }) => wanted.includes(milestone.standing)).length;
    const dates = some.map(({ on }) => on);
    return {
      ...{ kind: 'due', key: `due-${key}`, name: some[0]!.milestone.name },
      ...{ from: earliest(dates), to: latest(dates), members: some.map(({ member }) => member) },
      ...{ done: standing('done', 'waived'), overdue: standing('overdue') },
    };
  });
}

/** The panels that members of the cohort are, or were, on the agenda of. */
function panelRows(
  { panels, panelItems }: Pick<AsyeRecords, 'panels' | 'panelItems'>,
  views: readonly MemberView[],
): TimelineRow[] {
  const own = new Set(views.map(({ member }) => member.id));
  return panels.flatMap(({ id, on }) => {
    const members = panelItems
      .filter(({ panel, member }) => panel === id && own.has(member))
      .map(({ member }) => member);
    if (members.length === 0) return [];
    return [{ kind: 'panel', key: `panel-${id}`, name: '', from: on, to: on, members }];
  });
}

function pauseRows(views: readonly MemberView[]): TimelineRow[] {
  return views.flatMap(({ member, changes }) =>
    changes
      .filter(({ kind }) => kind === 'pause')
      .map(({ id, from, to }): TimelineRow => {
        return { kind: 'pause', key: `pause-${id}`, name: '', from, to, members: [member.id] };
      }),
  );
}

/** When those still on the programme are planned to end. */
function endRow(views: readonly MemberView[]): TimelineRow[] {
  const ends = views.flatMap(({ member, stage, timetable }) => {
    const on = timetable?.endsOn ?? null;
    return isOnProgramme(stage) && on !== null ? [{ member: member.id, on }] : [];
  });
  if (ends.length === 0) return [];
  const dates = ends.map(({ on }) => on);
  const members = ends.map(({ member }) => member);
  return [
    {
      ...{ kind: 'ends', key: 'ends', name: '', from: earliest(dates), to: latest(dates) },
      members,
    },
  ];
}

/** The rows of a cohort's timeline, the earliest first. */
export function cohortTimeline(
  views: readonly MemberView[],
  intakes: readonly Intake[],
  panels: Pick<AsyeRecords, 'panels' | 'panelItems'>,
): TimelineRow[] {
  return [
    ...intakeRows(intakes),
    ...dueRows(views),
    ...panelRows(panels, views),
    ...pauseRows(views),
    ...endRow(views),
  ].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
}
