/** Payments for members of programmes: what was claimed from the funder, and what it paid. */
import { z } from 'zod';
import { templateKey } from './asye.ts';
import { planCommand } from './call.ts';
import { date, rowId } from './fields.ts';

/** The funder's or the council's own reference of a claim. */
const reference = z.string().trim().max(200, 'Keep the reference to 200 characters.');
const pence = z
  .int('Enter the amount in pounds and pence.')
  .min(0, 'Enter an amount of £0 or more.')
  .max(100_000_00, 'Enter an amount of £100,000 or less.');

const MOST = 500;
const tooMany = `Take up to ${MOST} payments at a time.`;
const none = 'Choose at least one payment.';
const distinct = (keys: readonly (string | number)[]) => new Set(keys).size === keys.length;

export const claimCalls = {
  /** Records one claim for several payments, each at what the member's version pays. */
  'claim.record': planCommand({
    payments: z
      .array(z.strictObject({ member: rowId, key: templateKey }))
      .min(1, none)
      .max(MOST, tooMany)
      .refine(
        (all) => distinct(all.map(({ member, key }) => `${member} ${key}`)),
        'A payment is in the list twice.',
      ),
    claimedOn: date,
    reference: reference.default(''),
  }).answers<{ claims: number[] }>(),
  /** Records the day on which the funder paid claims. */
  'claim.pay': planCommand({
    claims: z
      .array(rowId)
      .min(1, none)
      .max(MOST, tooMany)
      .refine(distinct, 'A claim is in the list twice.'),
    paidOn: date,
  }).answers<null>(),
  /** Corrects a claim; `paidOn` null: not paid yet. */
  'claim.change': planCommand({
    claim: rowId,
    claimedOn: date,
    paidOn: date.nullable(),
    pence,
    reference,
  }).answers<null>(),
  /** Takes back a claim that was never made. */
  'claim.remove': planCommand({ claim: rowId }).answers<null>(),
};
