/** The statutory return's codes by name (DOMAIN.md §8), and how often each is met. */
import type { Chance } from './chance.ts';
import type { Leaving } from './people.ts';

export const ORIGIN = {
  newlyQualified: 1,
  otherAuthority: 2,
  outsideEngland: 3,
  agency: 4,
  otherSocialWork: 5,
  otherSocialCare: 6,
  notSocialCare: 7,
  other: 8,
  notKnown: 9,
  notYetCollected: 10,
} as const;

export const REASON = {
  resignation: 1,
  voluntaryRedundancy: 2,
  compulsoryRedundancy: 3,
  dismissed: 4,
  retired: 5,
  deceased: 6,
  movedWithinAuthority: 7,
  other: 8,
  notKnown: 9,
  notYetCollected: 10,
} as const;

export const DESTINATION = {
  otherAuthority: 1,
  outsideEngland: 2,
  agency: 3,
  otherSocialWork: 4,
  otherSocialCare: 5,
  notSocialCare: 6,
  other: 7,
  notKnown: 8,
  notYetCollected: 9,
} as const;

/** Where somebody experienced came from; now and then nobody wrote it down. */
export function experiencedOrigin(chance: Chance): number | null {
  return chance.weighted<number | null>([
    [ORIGIN.otherAuthority, 52],
    [ORIGIN.outsideEngland, 8],
    [ORIGIN.agency, 8],
    [ORIGIN.otherSocialWork, 11],
    [ORIGIN.otherSocialCare, 5],
    [ORIGIN.notSocialCare, 4],
    [ORIGIN.other, 2],
    [ORIGIN.notKnown, 6],
    [null, 4],
  ]);
}

/** The origin of somebody who came before anybody asked. */
export function earlierOrigin(chance: Chance): number | null {
  return chance.weighted<number | null>([
    [ORIGIN.notKnown, 35],
    [ORIGIN.notYetCollected, 10],
    [null, 25],
    [ORIGIN.otherAuthority, 18],
    [ORIGIN.newlyQualified, 12],
  ]);
}

function reasonFor(chance: Chance, years: number): number | null {
  if (years >= 18 && chance.happens(0.55)) return REASON.retired;
  return chance.weighted<number | null>([
    [REASON.resignation, 80],
    [REASON.movedWithinAuthority, 5],
    [REASON.retired, 4],
    [REASON.dismissed, 2],
    [REASON.deceased, 0.4],
    [REASON.other, 3],
    [REASON.notKnown, 4],
    [null, 1.6],
  ]);
}

/** Why somebody left and where to, after so many years. */
export function leavingCodes(chance: Chance, years: number): Leaving {
  const reason = reasonFor(chance, years);
  if (reason === REASON.retired) return { reason, destination: DESTINATION.notSocialCare };
  if (reason === REASON.deceased) return { reason, destination: DESTINATION.other };
  if (reason === REASON.movedWithinAuthority) {
    return { reason, destination: DESTINATION.otherSocialWork };
  }
  const destination = chance.weighted<number>([
    [DESTINATION.otherAuthority, 40],
    [DESTINATION.outsideEngland, 4],
    [DESTINATION.agency, 17],
    [DESTINATION.otherSocialWork, 9],
    [DESTINATION.otherSocialCare, 7],
    [DESTINATION.notSocialCare, 10],
    [DESTINATION.other, 2],
    [DESTINATION.notKnown, 9],
    [DESTINATION.notYetCollected, 2],
  ]);
  return { reason, destination };
}
