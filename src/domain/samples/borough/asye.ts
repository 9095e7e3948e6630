/**
 * The borough's ASYE cohorts of the last five years, made up round the people who really
 * started in its records. Some are late, paused, deferred or without an assessor, as in life.
 */
import {
  addDays,
  addMonths,
  startOfYear,
  yearOf,
  type IsoDate,
  type Year,
} from '../../calendar.ts';
import { hoursFrom } from '../../asye/hours.ts';
import { timetableOf, type Timetable } from '../../asye/timetable.ts';
import type {
  AsyeRecords,
  Member,
  Panel,
  ProgrammeVersion,
  RouteIn,
  TimetableChange,
} from '../../asye/types.ts';
import type { Assignment, Engagement, PlanRecords } from '../../records/types.ts';
import { add, AS_AT, LAST_YEAR } from './area.ts';
import { Assessors } from './asyeAssessors.ts';
import { meetOn } from './asyePanels.ts';
import { recordProgress } from './asyeProgress.ts';
import { Chance } from './chance.ts';
import { ROUTES } from './people.ts';

/** What is made: the programmes themselves come with every plan. */
export type AsyeContent = Omit<AsyeRecords, 'programmes' | 'versions'>;

/** A stream of its own, so that the borough's records stay as they are. */
const ASYE_STREAM = 2_000_000;

const YEARS_KEPT = 5;
const UNIVERSITIES = [
  'Larkmere University (fictional)',
  'Oakhaven University (fictional)',
  'Thistledown College (fictional)',
];

const ROUTES_IN: readonly (readonly [RouteIn, number])[] = [
  ['undergraduate', 30],
  ['postgraduate', 30],
  ['step-up', 12],
  ['approach', 12],
  ['apprenticeship', 16],
];

/** A cohort's member while it is being made. */
export interface Trainee {
  member: Member;
  engagement: Engagement;
  assignments: Assignment[];
  changes: TimetableChange[];
  timetable: Timetable;
  /** The last day of what has happened: the day they left, or the latest figures'. */
  until: IsoDate;
}

/** What the parts of the making share. */
export interface Academy {
  chance: Chance;
  records: PlanRecords;
  content: AsyeContent;
  version: ProgrammeVersion;
}

function emptyContent(): AsyeContent {
  return {
    cohorts: [],
    intakes: [],
    assessors: [],
    members: [],
    milestones: [],
    evidence: [],
    supervisions: [],
    timetableChanges: [],
    panels: [],
    panelItems: [],
    claims: [],
  };
}

/** Those who started, or will, on the ASYE route in a year, in order of their first day. */
function startersOf(records: PlanRecords, year: Year): Engagement[] {
  return records.engagements
    .filter(({ route, from }) => route === ROUTES.asye && yearOf(from) === year)
    .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.id - b.id));
}

/** A cohort with an intake for each month somebody starts, and a few places more than people. */
function openCohort({ chance, content }: Academy, year: Year, starters: readonly Engagement[]) {
  const cohort = add(content.cohorts, {
    programme: 1,
    name: `Autumn ${year}`,
    partners: UNIVERSITIES.slice(0, chance.whole(2, 3)),
    note: '',
  });
  const months = Map.groupBy(starters, ({ from }) => from.slice(0, 7));
  for (const some of months.values()) {
    const spare = some.length > 5 ? chance.whole(0, 3) : 0;
    add(content.intakes, { cohort: cohort.id, on: some[0]!.from, places: some.length + spare });
  }
  return cohort;
}

/** Long absences are pauses: everybody agreed that the programme waits. */
function pausesOf(academy: Academy, member: Member, engagement: Engagement): TimetableChange[] {
  const { records, content } = academy;
  return records.absences
    .filter(({ engagement: of, from, to }) => {
      const long = to === null || to > addDays(from, 27);
      const within = from > member.startedOn! && from <= addMonths(member.startedOn!, 11);
      return of === engagement.id && long && within && from <= AS_AT;
    })
    .map(({ kind, from, to }) =>
      add(content.timetableChanges, {
        member: member.id,
        kind: 'pause' as const,
        from,
        to,
        days: null,
        reason: kind === 'MAT' ? 'Maternity leave' : 'Long absence',
        agreedOn: addDays(from, -7),
      }),
    );
}

function enrol(academy: Academy, cohort: number, engagement: Engagement, assessors: Assessors) {
  const { chance, content, records, version } = academy;
  const started = engagement.from <= AS_AT;
  const recent = engagement.from > startOfYear(LAST_YEAR);
  const assignments = records.assignments.filter((one) => one.engagement === engagement.id);
  const registered = addDays(engagement.from, chance.whole(7, 50));
  const late = recent && chance.happens(0.12);
  const routeIn = chance.weighted(ROUTES_IN);
  const member = add(content.members, {
    cohort,
    worker: engagement.worker,
    engagement: engagement.id,
    version: started ? version.id : null,
    acceptedOn: engagement.offerAcceptedOn,
    expectedOn: null,
    team: null,
    fte: null,
    startedOn: started ? engagement.from : null,
    routeIn,
    university: routeIn === 'approach' ? null : chance.pick(UNIVERSITIES),
    sweRegisteredOn:
      recent && chance.happens(0.1) ? null : addDays(engagement.from, -chance.whole(3, 60)),
    registeredOn: started && !late && registered <= AS_AT ? registered : null,
    assessor: recent && chance.happens(0.1) ? null : assessors.forMember(engagement.from),
    supervisor: assessors.managerOf(assignments[0]!.team, engagement.from, engagement.worker),
    endedOn: null,
    outcome: null,
    note: '',
  } satisfies Omit<Member, 'id'>);
  return { member, engagement, assignments, started };
}

function traineeOf(academy: Academy, enrolled: ReturnType<typeof enrol>): Trainee | null {
  const { member, engagement, assignments, started } = enrolled;
  if (!started) return null;
  const changes = pausesOf(academy, member, engagement);
  const timetable = timetableOf(academy.version.template, {
    startedOn: member.startedOn!,
    hours: hoursFrom(assignments),
    changes,
    today: AS_AT,
  });
  const left = engagement.to !== null && engagement.to <= AS_AT;
  return {
    ...{ member, engagement, assignments, changes, timetable },
    until: left ? engagement.to! : AS_AT,
  };
}

/** Four panels a year, on the second Wednesday of each quarter's last month, and two ahead. */
function openPanels({ content }: Academy, first: Year): Panel[] {
  const last = addMonths(AS_AT, 8);
  for (let month = `${first}-06-01`; month <= last; month = addMonths(month, 3)) {
    const weekday = new Date(`${month}T00:00:00Z`).getUTCDay();
    const wednesday = addDays(month, ((3 - weekday + 7) % 7) + 7);
    add(content.panels, { on: wednesday, capacity: 14, note: '' });
  }
  return content.panels;
}

/** Makes the cohorts, with the version of ASYE their members started on. */
export function fictionalAsye(
  records: PlanRecords,
  version: ProgrammeVersion,
  seed = 111,
): AsyeContent {
  const content = emptyContent();
  const academy: Academy = { chance: new Chance(seed, ASYE_STREAM), records, content, version };
  const assessors = new Assessors(academy);
  const trainees: Trainee[] = [];
  const first = LAST_YEAR - YEARS_KEPT + 1;
  for (let year = first; year <= LAST_YEAR; year++) {
    const starters = startersOf(records, year);
    if (starters.length === 0) continue;
    const cohort = openCohort(academy, year, starters);
    for (const engagement of starters) {
      const trainee = traineeOf(academy, enrol(academy, cohort.id, engagement, assessors));
      if (trainee) trainees.push(trainee);
    }
  }
  for (const panel of openPanels(academy, first)) meetOn(academy, panel, trainees);
  for (const trainee of trainees) recordProgress(academy, trainee);
  return content;
}
