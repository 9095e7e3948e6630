/** The list of cohorts, by the financial year of their first intake. */
import { yearOf, type IsoDate, type Year } from '../../../../domain/calendar.ts';
import type { MemberView } from '../../../../domain/asye/memberView.ts';
import { placesOf, type Places } from '../../../../domain/asye/places.ts';
import { progressOf, type Progress } from '../../../../domain/asye/stage.ts';
import type { AsyeRecords, Cohort, Intake, Programme } from '../../../../domain/asye/types.ts';
import { intakesOf } from './intakes.ts';

export interface CohortRow {
  cohort: Cohort;
  programme: Programme | undefined;
  intakes: Intake[];
  places: Places;
  progress: Progress;
  overdue: number;
  soon: number;
  /** The next day something is due, overdue or not; null where nothing is. */
  nextDue: IsoDate | null;
}

export interface CohortYear {
  /** Null for cohorts with no intake yet. */
  year: Year | null;
  cohorts: CohortRow[];
}

function pressureOf(views: readonly MemberView[]) {
  const milestones = views.flatMap((view) => view.milestones);
  const of = (standing: string) => milestones.filter((one) => one.standing === standing);
  const open = [...of('overdue'), ...of('soon'), ...of('later')];
  const nextDue = open.reduce<IsoDate | null>(
    (first, { dueOn }) => (dueOn !== null && (first === null || dueOn < first) ? dueOn : first),
    null,
  );
  return { overdue: of('overdue').length, soon: of('soon').length, nextDue };
}

/** One cohort, with how far its members have got. */
export function cohortRow(
  rows: AsyeRecords,
  cohort: Cohort,
  views: readonly MemberView[],
): CohortRow {
  const intakes = intakesOf(rows, cohort.id);
  return {
    cohort,
    programme: rows.programmes.find(({ id }) => id === cohort.programme),
    intakes,
    places: placesOf(intakes, views),
    progress: progressOf(views.map(({ stage }) => stage)),
    ...pressureOf(views),
  };
}

/** Every cohort, the latest year first and within it the latest intake first. */
export function cohortYears(
  rows: AsyeRecords,
  members: readonly MemberView[],
  startMonth: number,
): CohortYear[] {
  const byCohort = Map.groupBy(members, ({ cohort }) => cohort.id);
  const all = rows.cohorts.map((cohort) => cohortRow(rows, cohort, byCohort.get(cohort.id) ?? []));
  const yearOfRow = ({ intakes }: CohortRow) =>
    intakes[0] ? yearOf(intakes[0].on, startMonth) : null;
  const firstDay = ({ intakes }: CohortRow) => intakes[0]?.on ?? '~';
  const years = Map.groupBy(all, yearOfRow);
  return [...years]
    .map(([year, cohorts]) => ({
      year,
      cohorts: cohorts.sort((a, b) => (firstDay(a) > firstDay(b) ? -1 : 1)),
    }))
    .sort((a, b) => (b.year ?? Infinity) - (a.year ?? Infinity));
}
