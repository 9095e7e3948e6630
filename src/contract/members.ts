/** What is recorded of members of a cohort, and who assesses them. */
import { z } from 'zod';
import { MILESTONE_STATES, ROUTES_IN } from '../domain/asye/types.ts';
import { templateKey } from './asye.ts';
import { planCommand } from './call.ts';
import { date, name, rowId, text } from './fields.ts';

const reason = z
  .string()
  .trim()
  .min(1, 'Say why.')
  .max(4000, 'Keep the reason to 4,000 characters.');
const days = z
  .int('Enter the days as a whole number.')
  .min(1, 'Enter 1 day or more.')
  .max(1_000, 'Enter 1,000 days or fewer.');
const university = z
  .string()
  .trim()
  .min(1, 'Enter the university, or leave it out.')
  .max(200, 'Keep the university to 200 characters.');

const mark = z.strictObject({
  member: rowId,
  key: templateKey,
  state: z.enum(MILESTONE_STATES),
  /** When it was done or waived; of one known to be late, the day it is now expected. */
  on: date,
  /** Why, for one that is late or waived. */
  note: text.default(''),
});
export type Mark = z.output<typeof mark>;

export const memberCalls = {
  /** The details of a member that coordinators keep by hand. */
  'member.change': planCommand({
    member: rowId,
    routeIn: z.enum(ROUTES_IN).nullable(),
    university: university.nullable(),
    /** Registration with Social Work England, and of the place with its funder. */
    sweRegisteredOn: date.nullable(),
    registeredOn: date.nullable(),
    assessor: rowId.nullable(),
    supervisor: rowId.nullable(),
    note: text,
  }).answers<null>(),

  /** Marks milestones done, late or waived: one, or one of a whole cohort's, as one change. */
  'milestone.mark': planCommand({
    marks: z.array(mark).min(1, 'Choose at least one member.').max(2_000),
  }).answers<null>(),
  /** The milestone is to be done again. */
  'milestone.clear': planCommand({ member: rowId, key: templateKey }).answers<null>(),

  'evidence.add': planCommand({
    member: rowId,
    key: templateKey,
    on: date,
    note: text.default(''),
  }).answers<{ evidence: number }>(),
  'evidence.remove': planCommand({ evidence: rowId }).answers<null>(),

  /** Supervision was held, on one day or on several. */
  'supervision.record': planCommand({
    member: rowId,
    on: z.array(date).min(1, 'Enter a date.').max(100, 'Enter 100 dates or fewer at once.'),
  }).answers<null>(),
  'supervision.remove': planCommand({ supervision: rowId }).answers<null>(),

  /** The programme stands still for a member; `to` is the last day, null while it is not known. */
  'timetable.pause': planCommand({
    member: rowId,
    from: date,
    to: date.nullable(),
    reason,
    agreedOn: date.nullable(),
  }).answers<{ change: number }>(),
  /** What is due from a day on falls some days later. */
  'timetable.extend': planCommand({
    member: rowId,
    from: date,
    days,
    reason,
    agreedOn: date.nullable(),
  }).answers<{ change: number }>(),
  /** Ends or corrects a pause, or corrects an extension. `days` is null for a pause. */
  'timetable.change': planCommand({
    change: rowId,
    from: date,
    to: date.nullable(),
    days: days.nullable(),
    reason,
    agreedOn: date.nullable(),
  }).answers<null>(),
  /** It was never agreed. */
  'timetable.remove': planCommand({ change: rowId }).answers<null>(),

  /** Adds an assessor, or changes the one named. */
  'assessor.save': planCommand({
    assessor: rowId.nullable().default(null),
    /** A worker, or somebody from outside by name. */
    who: z.union([rowId, name]),
    mostMembers: z
      .int('Enter how many members at once as a whole number.')
      .min(0, 'Enter 0 or more.')
      .max(99, 'Enter 99 or fewer.'),
    /** Their last day as an assessor. */
    retiredOn: date.nullable(),
  }).answers<{ assessor: number }>(),
  /** Gives members an assessor, or none. */
  'assessor.assign': planCommand({
    assessor: rowId.nullable(),
    members: z.array(rowId).min(1, 'Choose at least one member.').max(500),
  }).answers<null>(),
  /** An assessor nobody was ever given; one who stops is retired. */
  'assessor.remove': planCommand({ assessor: rowId }).answers<null>(),
};
