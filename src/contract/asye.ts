/** Everything a plan holds about programmes for newly qualified social workers. */
import { z } from 'zod';
import {
  FIRST_AFTER_END,
  MILESTONE_KINDS,
  OFFSET_UNITS,
  PAYMENT_DUES,
  type ProgrammeTemplate,
} from '../domain/asye/template.ts';
import type { AsyeRecords } from '../domain/asye/types.ts';
import { planQuery } from './call.ts';
import { date, name } from './fields.ts';

const count = (least: number, most: number, what: string) =>
  z
    .int(`Enter ${what} as a whole number.`)
    .min(least, `Enter ${what} from ${least} to ${most}.`)
    .max(most, `Enter ${what} from ${least} to ${most}.`);

const offset = z.strictObject({
  unit: z.enum(OFFSET_UNITS),
  count: count(0, 120, 'the weeks or months'),
});

/** Names a part of a template in what is recorded: letters, digits and hyphens. */
export const templateKey = z
  .string()
  .regex(/^[a-z0-9-]{1,60}$/, 'Use small letters, digits and hyphens.');

const distinctKeys = (parts: readonly { key: string }[]) =>
  new Set(parts.map(({ key }) => key)).size === parts.length;
const DISTINCT = 'Two of these have the same key.';

/** How far from a planned end a panel may sit that decides. */
export const decidingPanel = z.strictObject({ before: offset, after: offset.nullable() });

export const programmeTemplate = z.strictObject({
  months: count(1, 60, 'the length in months'),
  proRata: z.boolean(),
  caseloadPercent: count(0, 100, 'the caseload'),
  protectedPercent: count(0, 100, 'the protected time'),
  milestones: z
    .array(
      z.strictObject({
        key: templateKey,
        name,
        kind: z.enum(MILESTONE_KINDS),
        due: offset,
        proRata: z.boolean(),
      }),
    )
    .max(60, 'Keep to 60 milestones.')
    .refine(distinctKeys, DISTINCT),
  evidence: z
    .array(z.strictObject({ key: templateKey, name, count: count(1, 50, 'the number of pieces') }))
    .max(20, 'Keep to 20 kinds of evidence.')
    .refine(distinctKeys, DISTINCT),
  supervision: z
    .array(
      z.strictObject({
        every: offset.refine(({ count }) => count > 0, 'Enter 1 or more.'),
        until: offset.nullable(),
      }),
    )
    .max(10, 'Keep to 10 steps of supervision.'),
  payments: z
    .array(
      z.strictObject({
        key: templateKey,
        name,
        pence: z.int('Enter the amount in pounds and pence.').min(0).max(100_000_00),
        due: z.enum(PAYMENT_DUES),
      }),
    )
    .max(10, 'Keep to 10 payments.')
    .refine(distinctKeys, DISTINCT),
  /** Plans made before there was a choice have none. */
  decidingPanel: decidingPanel.default(FIRST_AFTER_END),
  closesOn: date.nullable(),
}) satisfies z.ZodType<ProgrammeTemplate>;

export const asyeCalls = {
  /** Programmes, cohorts, members and what is recorded of them. */
  'asye.read': planQuery({}).answers<AsyeRecords>(),
};
