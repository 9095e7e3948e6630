/** Saved projection assumptions. The projection itself runs in the app, on the same domain code. */
import { z } from 'zod';
import { planCommand, planQuery } from './call.ts';
import { date, name, rowId, value, wholeNumber } from './fields.ts';

const month = z.int().min(1).max(12);
const share = z.number().min(0).max(1);

/** Everything a projection depends on. Rates are shares a year: 0.1 is 10%. */
export const assumptions = z.strictObject({
  /** The projection starts at the close of this date. */
  from: date,
  /** It runs to the end of this many financial years, the current one included. */
  years: z.int().min(1).max(3),
  establishment: z.number().min(1).max(100_000),
  vacancies: value,
  /** Planned changes of establishment, each from its day on. */
  establishmentChanges: z.array(z.strictObject({ from: date, posts: value })).max(1_000),
  /** Leavers as a share of people in post, a year. */
  leaverRate: z.number().min(0).max(0.95),
  routes: z
    .array(
      z.strictObject({
        measure: rowId,
        /**
         * Recruits expected from `from` to the end of each projection year, in order. Null: not
         * known.
         */
        recruits: z.array(wholeNumber.nullable()).max(3),
        /** Months they start in, 1 to 12, evenly shared; empty means every month left. */
        months: z.array(month).max(12),
        /** Accepted offers not yet started, and the chance that each starts. */
        inProgress: wholeNumber,
        startChance: share,
      }),
    )
    .max(100),
  /** On record: who leaves, and accepted offers by the day they start. */
  knownLeavers: z
    .array(z.strictObject({ on: date, people: wholeNumber }))
    .max(1_000)
    .optional(),
  knownStarts: z
    .array(z.strictObject({ measure: rowId.nullable(), on: date, people: wholeNumber }))
    .max(1_000)
    .optional(),
  /** The target vacancy rate, a share, and the date it is due; null where there is none. */
  target: z.strictObject({ rate: share, by: date }).nullable(),
  paths: z.int().min(100).max(100_000),
  seed: z.int().min(0).max(0xffffffff),
});
export type Assumptions = z.output<typeof assumptions>;

export interface Scenario {
  scenario: number;
  name: string;
  assumptions: Assumptions;
  savedAt: string;
}

export const projectionCalls = {
  'scenario.list': planQuery({}).answers<Scenario[]>(),
  /** Saves assumptions under a name, replacing the scenario that has it. */
  'scenario.save': planCommand({ name, assumptions }).answers<{ scenario: number }>(),
  'scenario.remove': planCommand({ scenario: rowId }).answers<null>(),
};
