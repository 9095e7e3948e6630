/** Cohorts, and how their members come, start and finish. */
import { z } from 'zod';
import { OUTCOMES, ROUTES_IN } from '../domain/asye/types.ts';
import { ONE_FTE } from '../domain/records/types.ts';
import { planCommand } from './call.ts';
import { date, name, rowId, text } from './fields.ts';
import { givenWorker, leaverDestination, placements, reasonLeave, workerRef } from './records.ts';

const optionalDate = date.nullable().default(null);
const optionalRow = rowId.nullable().default(null);

const places = z
  .int('Enter the places as a whole number, or leave them out.')
  .min(0, 'Enter 0 or more places.')
  .max(10_000, 'Enter fewer than 10,000 places.')
  .nullable()
  .default(null);

const plannedFte = z
  .int('Enter the FTE as a number, for example 1 or 0.6.')
  .min(1, 'Enter an FTE above 0.')
  .max(ONE_FTE, 'Enter an FTE of 1 or less.')
  .nullable()
  .default(null);

const university = z
  .string()
  .trim()
  .min(1, 'Enter the university, or leave it out.')
  .max(200, 'Keep the university to 200 characters.')
  .nullable()
  .default(null);

const newMember = z.strictObject({
  worker: givenWorker,
  routeIn: z.enum(ROUTES_IN).nullable().default(null),
  university,
  acceptedOn: optionalDate,
  /** Before there is an employment: when, where and for how much they are expected. */
  expectedOn: optionalDate,
  team: optionalRow,
  fte: plannedFte,
  /** The employment they have already, where they do. */
  engagement: optionalRow,
  /** Their first day on the programme, where they have started already. */
  startedOn: optionalDate,
});
export type NewMember = z.output<typeof newMember>;

/** A new member is employed by the authority; agency workers and secondments are not on it. */
const basis = z.enum(['permanent', 'fixed-term']).default('permanent');

export const cohortCalls = {
  /** Adds a cohort, or changes the one named. Its intakes become those given. */
  'cohort.save': planCommand({
    cohort: optionalRow,
    programme: rowId,
    name,
    partners: z.array(name).max(30, 'Keep to 30 partners.').default([]),
    note: text.default(''),
    intakes: z
      .array(z.strictObject({ on: date, places }))
      .max(24, 'Keep to 24 intakes.')
      .default([]),
  }).answers<{ cohort: number }>(),
  /** A cohort that nobody is in. */
  'cohort.remove': planCommand({ cohort: rowId }).answers<null>(),

  /** Adds people to a cohort, as one change. */
  'member.add': planCommand({
    cohort: rowId,
    members: z.array(newMember).min(1, 'Add at least one person.').max(100, 'Add 100 at most.'),
  }).answers<{ members: number[] }>(),
  /**
   * They accepted the offer. With a first day and a place it is on record as an accepted offer;
   * until then the member keeps what is known. Also changes what was agreed, until they start.
   */
  'member.accept': planCommand({
    member: rowId,
    acceptedOn: date,
    expectedOn: optionalDate,
    /** The planned team and FTE, while the place is not agreed. */
    team: optionalRow,
    fte: plannedFte,
    basis,
    /** Where they will work, once it is agreed. */
    placements: placements.nullable().default(null),
  }).answers<null>(),
  /** They started on the programme; or the first days recorded are corrected. */
  'member.start': planCommand({
    member: rowId,
    /** First day on the programme. */
    startedOn: date,
    /** First day at work; null where it is the same, or on record already. */
    employedFrom: optionalDate,
    basis,
    /** Where they work, unless it is on record already. */
    placements: placements.nullable().default(null),
    /** Their reference, now that payroll has one. */
    ref: workerRef.nullable().default(null),
  }).answers<null>(),
  /** How their time on the programme ended; or what was recorded of it is corrected. */
  'member.finish': planCommand({
    member: rowId,
    endedOn: date,
    outcome: z.enum(OUTCOMES),
    /** After a pass: the new role, and from when. */
    movedFrom: optionalDate,
    placements: placements.nullable().default(null),
    /** Where they leave the authority as well: the last day worked, and why. */
    lastDay: optionalDate,
    leavingReason: reasonLeave.default(null),
    destination: leaverDestination.default(null),
  }).answers<null>(),
  /** They will not come after all. */
  'member.withdraw': planCommand({ member: rowId, on: date }).answers<null>(),
  /** Added in error: nothing has been recorded of them. */
  'member.remove': planCommand({ member: rowId }).answers<null>(),
};
