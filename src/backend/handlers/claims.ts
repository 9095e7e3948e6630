/** What is claimed from the funder for members, and what it has paid. */
import type { claimCalls } from '../../contract/claims.ts';
import type { Claim, Member } from '../../domain/asye/types.ts';
import { dateInWords, type IsoDate } from '../../domain/calendar.ts';
import { formatMoney } from '../../domain/format.ts';
import type { Db } from '../db.ts';
import { Refusal } from '../faults.ts';
import { claimById, claimOf, cohortById, memberById, versionById } from './asyeRows.ts';
import type { Handlers } from './types.ts';
import { counted, listed } from './words.ts';

/** What a member's version pays. */
function paymentOf(db: Db, member: Member, key: string) {
  if (member.version === null || member.startedOn === null) {
    throw new Refusal(
      'bad-input',
      'One of the members has not started the programme, so there is nothing to claim yet.',
      'payments',
    );
  }
  const { template } = versionById(db, member.version);
  const kind = template.payments.find((one) => one.key === key);
  if (!kind) {
    throw new Refusal(
      'bad-input',
      'The version one of the members started on does not make that payment.',
      'payments',
    );
  }
  return kind;
}

/** Refuses a day that has not come, or on which there was nothing to claim. */
function checkClaimedOn(member: Member, claimedOn: IsoDate, today: IsoDate): void {
  if (claimedOn > today) {
    throw new Refusal(
      'bad-input',
      `${dateInWords(claimedOn)} is still to come. Enter the day it was claimed.`,
      'claimedOn',
    );
  }
  if (member.startedOn !== null && claimedOn < member.startedOn) {
    throw new Refusal(
      'bad-input',
      `The programme began on ${dateInWords(member.startedOn)} for one of the members. Enter a day from then on.`,
      'claimedOn',
    );
  }
}

function checkPaidOn(claimedOn: IsoDate, paidOn: IsoDate | null, today: IsoDate): void {
  if (paidOn === null) return;
  if (paidOn > today) {
    throw new Refusal(
      'bad-input',
      `${dateInWords(paidOn)} is still to come. Enter the day it was paid.`,
      'paidOn',
    );
  }
  if (paidOn < claimedOn) {
    throw new Refusal(
      'bad-input',
      `It was claimed on ${dateInWords(claimedOn)}. Enter a day from then on.`,
      'paidOn',
    );
  }
}

/** A claim's payment by its name, which stays readable when the version no longer makes it. */
function nameOf(db: Db, member: Member, key: string): string {
  const template = member.version === null ? null : versionById(db, member.version).template;
  return template?.payments.find((one) => one.key === key)?.name ?? key;
}

/** `Registration, £1,000, cohort Autumn 2025`: never who it is for. */
function claimInWords(db: Db, { member: id, key, pence }: Claim): string {
  const member = memberById(db, id);
  const cohort = cohortById(db, member.cohort).name;
  return `${nameOf(db, member, key)}, ${formatMoney(pence)}, cohort ${cohort}`;
}

/** `3 payments, £3,000: 2 for Registration and 1 for Completion; cohorts Autumn 2024 and Autumn 2025`. */
function claimsInWords(db: Db, claims: readonly Claim[]): string {
  if (claims.length === 1) return claimInWords(db, claims[0]!);
  const of = (counts: Map<string, number>, word: string) =>
    listed([...counts].map(([name, n]) => `${n} ${word} ${name}`));
  const kinds = new Map<string, number>();
  const cohorts = new Set<string>();
  for (const { member: id, key } of claims) {
    const member = memberById(db, id);
    const name = nameOf(db, member, key);
    kinds.set(name, (kinds.get(name) ?? 0) + 1);
    cohorts.add(cohortById(db, member.cohort).name);
  }
  const sum = formatMoney(claims.reduce((all, { pence }) => all + pence, 0));
  const which = `cohort${cohorts.size === 1 ? '' : 's'} ${listed([...cohorts])}`;
  return `${counted(claims.length, 'payment')}, ${sum}: ${of(kinds, 'for')}; ${which}`;
}

export const claimHandlers: Handlers<typeof claimCalls> = {
  'claim.record': (db, { payments, claimedOn, reference }, { today }) => {
    const claims = payments.map(({ member: id, key }): Claim => {
      const member = memberById(db, id);
      const { pence } = paymentOf(db, member, key);
      checkClaimedOn(member, claimedOn, today);
      const claimed = claimOf(db, id, key);
      if (claimed) {
        throw new Refusal(
          'bad-input',
          `One of the payments was already claimed on ${dateInWords(claimed.claimedOn)}. Change that claim instead.`,
          'payments',
        );
      }
      const row = db.run(
        'INSERT INTO claim (member_id, key, pence, claimed_on, reference) VALUES (?, ?, ?, ?, ?)',
        ...[id, key, pence, claimedOn, reference],
      );
      return { id: row.id, member: id, key, pence, claimedOn, paidOn: null, reference };
    });
    return {
      value: { claims: claims.map(({ id }) => id) },
      words: `Recorded a claim on ${dateInWords(claimedOn)}: ${claimsInWords(db, claims)}`,
    };
  },

  'claim.pay': (db, { claims: ids, paidOn }, { today }) => {
    const claims = ids.map((id) => claimById(db, id));
    for (const { id, claimedOn } of claims) {
      checkPaidOn(claimedOn, paidOn, today);
      db.run('UPDATE claim SET paid_on = ? WHERE id = ?', paidOn, id);
    }
    return {
      value: null,
      words: `Recorded payment on ${dateInWords(paidOn)}: ${claimsInWords(db, claims)}`,
    };
  },

  'claim.change': (db, { claim: id, claimedOn, paidOn, pence, reference }, { today }) => {
    const claim = claimById(db, id);
    checkClaimedOn(memberById(db, claim.member), claimedOn, today);
    checkPaidOn(claimedOn, paidOn, today);
    db.run(
      'UPDATE claim SET claimed_on = ?, paid_on = ?, pence = ?, reference = ? WHERE id = ?',
      ...[claimedOn, paidOn, pence, reference, id],
    );
    return { value: null, words: `Changed a claim: ${claimInWords(db, { ...claim, pence })}` };
  },

  'claim.remove': (db, { claim: id }) => {
    const claim = claimById(db, id);
    const words = `Removed a claim recorded in error: ${claimInWords(db, claim)}`;
    db.run('DELETE FROM claim WHERE id = ?', id);
    return { value: null, words };
  },
};
