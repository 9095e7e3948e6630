/** A member with everything that follows from their facts: what every page about them shows. */
import { addDays, daysBetween, type IsoDate } from '../calendar.ts';
import type { Assignment, Engagement, Millionths, PlanRecords, Worker } from '../records/types.ts';
import { hoursFrom, placesOn } from './hours.ts';
import { decidingDay, windowAfter, type PanelSeen } from './panelWindow.ts';
import type { HoursFrom } from './programmeTime.ts';
import { isOnProgramme, stageOn, type Stage } from './stage.ts';
import { supervisionOf, type SupervisionView } from './supervision.ts';
import type { EvidenceKind } from './template.ts';
import { timetableOf, type DueMilestone, type Timetable } from './timetable.ts';
import type {
  AsyeRecords,
  Cohort,
  Member,
  MilestoneRecord,
  Programme,
  ProgrammeVersion,
  TimetableChange,
} from './types.ts';
import { versionFor } from './versions.ts';

/** What is due within this many days is due soon. */
export const SOON_DAYS = 28;

/** `not-due`: the member is no longer on the programme. `undated`: their hours never reach it. */
export type MilestoneStanding =
  'done' | 'waived' | 'overdue' | 'soon' | 'later' | 'not-due' | 'undated';

export interface MilestoneView extends DueMilestone {
  standing: MilestoneStanding;
  record: MilestoneRecord | null;
  /** Days past the due date: when done, or by today where it is overdue. 0 where in time. */
  daysLate: number;
}

export interface EvidenceView extends EvidenceKind {
  held: number;
}

export interface MemberView {
  member: Member;
  worker: Worker;
  cohort: Cohort;
  programme: Programme;
  /** The version they started on, or would start on. */
  version: ProgrammeVersion | null;
  engagement: Engagement | null;
  stage: Stage;
  /** First day on the programme, or the day they are expected; null: not known yet. */
  startsOn: IsoDate | null;
  /** Where they are today or will be; of two posts, the one with more hours. */
  team: number | null;
  fte: Millionths | null;
  /** FTE from each date on which it changes, over their whole employment. */
  hours: HoursFrom[];
  changes: TimetableChange[];
  /** Null until they have started. */
  timetable: Timetable | null;
  milestones: MilestoneView[];
  evidence: EvidenceView[];
  /** Null until they have started. */
  supervision: SupervisionView | null;
}

function groupBy<Row, Key>(rows: readonly Row[], keyOf: (row: Row) => Key): Map<Key, Row[]> {
  const groups = new Map<Key, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

const byId = <Row extends { id: number }>(rows: readonly Row[]) =>
  new Map(rows.map((row) => [row.id, row]));

function standingOf(
  dueOn: IsoDate | null,
  record: MilestoneRecord | null,
  stage: Stage,
  today: IsoDate,
): MilestoneStanding {
  if (record && record.state !== 'late') return record.state;
  if (!isOnProgramme(stage)) return 'not-due';
  if (dueOn === null) return 'undated';
  if (dueOn < today) return 'overdue';
  return dueOn <= addDays(today, SOON_DAYS) ? 'soon' : 'later';
}

function daysLate(
  dueOn: IsoDate | null,
  record: MilestoneRecord | null,
  standing: MilestoneStanding,
  today: IsoDate,
): number {
  if (dueOn === null) return 0;
  if (standing === 'overdue') return daysBetween(dueOn, today);
  return standing === 'done' && record ? Math.max(0, daysBetween(dueOn, record.on)) : 0;
}

/** The panels each member was or is booked on, earliest first. */
function panelsSeen({ panels, panelItems }: AsyeRecords): Map<number, PanelSeen[]> {
  const dayOf = new Map(panels.map(({ id, on }) => [id, on]));
  const seen = panelItems.flatMap(({ panel, member, decision }) => {
    const on = dayOf.get(panel);
    return on === undefined ? [] : [{ member, on, decision }];
  });
  seen.sort((a, b) => (a.on < b.on ? -1 : 1));
  return groupBy(seen, ({ member }) => member);
}

/** A panel milestone is due on the day of the panel that decides it, or by its own date. */
function withPanelDay(
  milestone: DueMilestone,
  seen: readonly PanelSeen[],
  planned: readonly IsoDate[],
): DueMilestone {
  const window = windowAfter(milestone.window, seen);
  if (window === null) return milestone;
  return { ...milestone, window, dueOn: decidingDay(window, seen, planned) ?? milestone.dueOn };
}

/** Where somebody is on a day, or will be first; of two posts the one with more hours. */
function placeOf(assignments: readonly Assignment[], day: IsoDate): Assignment | null {
  const now = placesOn(assignments, day);
  const some = now.length > 0 ? now : [...assignments].filter(({ from }) => from > day);
  if (some.length === 0) return assignments.at(-1) ?? null;
  const first = some.reduce((least, { from }) => (from < least ? from : least), some[0]!.from);
  return some
    .filter(({ from }) => now.length > 0 || from === first)
    .reduce((most, one) => (one.fte > most.fte ? one : most));
}

/**
 * Every member of the plan as at the close of a day, in the order they were added.
 *
 * @param records - the people and employments the members refer to.
 */
export function memberViews(
  asye: AsyeRecords,
  records: Pick<PlanRecords, 'workers' | 'engagements' | 'assignments'>,
  today: IsoDate,
): MemberView[] {
  const workers = byId(records.workers);
  const engagements = byId(records.engagements);
  const cohorts = byId(asye.cohorts);
  const programmes = byId(asye.programmes);
  const versions = byId(asye.versions);
  const wanted = new Set(asye.members.map(({ engagement }) => engagement));
  const assignments = groupBy(
    records.assignments.filter(({ engagement }) => wanted.has(engagement)),
    ({ engagement }) => engagement,
  );
  const marks = groupBy(asye.milestones, ({ member }) => member);
  const pieces = groupBy(asye.evidence, ({ member }) => member);
  const held = groupBy(asye.supervisions, ({ member }) => member);
  const changesOf = groupBy(asye.timetableChanges, ({ member }) => member);
  const seen = panelsSeen(asye);
  const planned = asye.panels.map(({ on }) => on).sort();
  return asye.members.flatMap((member) => {
    const worker = workers.get(member.worker);
    const cohort = cohorts.get(member.cohort);
    const programme = cohort && programmes.get(cohort.programme);
    // Another tab's change may have reached one table's rows before the other's.
    if (!worker || !cohort || !programme) return [];
    const engagement = (member.engagement && engagements.get(member.engagement)) || null;
    const places = (engagement && assignments.get(engagement.id)) ?? [];
    const changes = changesOf.get(member.id) ?? [];
    const stage = stageOn(member, engagement, changes, today);
    const startsOn = member.startedOn ?? engagement?.from ?? member.expectedOn;
    const version =
      member.version !== null
        ? (versions.get(member.version) ?? null)
        : versionFor(asye.versions, programme.id, startsOn ?? today);
    const place = placeOf(places, member.endedOn ?? today);
    const fte = placesOn(places, place?.from && place.from > today ? place.from : today).reduce(
      (sum, one) => sum + one.fte,
      0,
    );
    const hours = hoursFrom(places);
    const { startedOn } = member;
    const timetable =
      version && startedOn !== null
        ? timetableOf(version.template, { startedOn, hours, changes, today })
        : null;
    const records = new Map((marks.get(member.id) ?? []).map((mark) => [mark.key, mark]));
    const evidence = pieces.get(member.id) ?? [];
    return {
      member,
      worker,
      cohort,
      programme,
      version,
      engagement,
      stage,
      startsOn,
      team: place?.team ?? member.team,
      fte: place ? fte || place.fte : member.fte,
      hours,
      changes,
      timetable,
      milestones: (timetable?.milestones ?? []).map((due) => {
        const milestone = withPanelDay(due, seen.get(member.id) ?? [], planned);
        const record = records.get(milestone.key) ?? null;
        const standing = standingOf(milestone.dueOn, record, stage, today);
        const late = daysLate(milestone.dueOn, record, standing, today);
        return { ...milestone, standing, record, daysLate: late };
      }),
      evidence: (timetable ? version!.template.evidence : []).map((kind) => ({
        ...kind,
        held: evidence.filter(({ key }) => key === kind.key).length,
      })),
      supervision:
        timetable && startedOn !== null
          ? supervisionOf(
              version!.template.supervision,
              {
                ...{ startedOn, changes, today, endsOn: timetable.endsOn },
                endedOn: isOnProgramme(stage) ? null : (member.endedOn ?? engagement?.to ?? null),
                active: stage === 'on-programme',
              },
              (held.get(member.id) ?? []).map(({ on }) => on),
            )
          : null,
    };
  });
}
