/** Places on cohorts: how many there are, how many are taken, and how many are left. */
import { yearOf, type IsoDate, type Year } from '../calendar.ts';
import type { MemberView } from './memberView.ts';
import type { AsyeRecords, Intake } from './types.ts';

export interface Places {
  /** Null where there is no intake, or the places of one are not known yet. */
  places: number | null;
  /** Members who have one or had it: everybody but those who withdrew before starting. */
  taken: number;
  /** Below zero: more people than places. Null where the places are not known. */
  left: number | null;
}

type Placed = Pick<MemberView, 'stage' | 'startsOn' | 'cohort'>;

/** The places of some intakes, and who has them: a cohort's, or a year's. */
export function placesOf(intakes: readonly Intake[], members: readonly Placed[]): Places {
  const known = intakes.flatMap(({ places }) => (places === null ? [] : [places]));
  const complete = intakes.length > 0 && known.length === intakes.length;
  const places = complete ? known.reduce((sum, one) => sum + one, 0) : null;
  const taken = members.filter(({ stage }) => stage !== 'withdrew').length;
  return { places, taken, left: places === null ? null : places - taken };
}

/**
 * The intake a member came with: the latest by their first day, or the first where they came
 * before it. Somebody without a date comes with the next intake, or the last where all have been.
 *
 * @param intakes - of their cohort, earliest first.
 */
export function intakeOf(
  intakes: readonly Intake[],
  startsOn: IsoDate | null,
  day: IsoDate,
): Intake | null {
  if (startsOn === null) return intakes.find(({ on }) => on >= day) ?? intakes.at(-1) ?? null;
  return intakes.findLast(({ on }) => on <= startsOn) ?? intakes[0] ?? null;
}

/**
 * The places of a financial year on the cohorts of programmes that count to a route. A cohort
 * with intakes in two years counts in each by its intakes there.
 */
export function placesInYear(
  asye: Pick<AsyeRecords, 'cohorts' | 'intakes' | 'programmes'>,
  members: readonly Placed[],
  about: { route: number; year: Year; day: IsoDate; startMonth: number },
): Places {
  const { route, year, day, startMonth } = about;
  const onRoute = new Set(asye.programmes.filter((one) => one.route === route).map(({ id }) => id));
  const cohorts = asye.cohorts.filter(({ programme }) => onRoute.has(programme));
  const intakes = cohorts.map(({ id }) => ({
    id,
    all: asye.intakes.filter(({ cohort }) => cohort === id),
  }));
  const allOf = new Map(intakes.map(({ id, all }) => [id, all]));
  const isInYear = (intake: Intake | null) =>
    intake !== null && yearOf(intake.on, startMonth) === year;
  return placesOf(
    intakes.flatMap(({ all }) => all.filter(isInYear)),
    members.filter(({ cohort, startsOn }) =>
      isInYear(intakeOf(allOf.get(cohort.id) ?? [], startsOn, day)),
    ),
  );
}
