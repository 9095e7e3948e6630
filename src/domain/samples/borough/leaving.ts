/** Who leaves in a month, when and why; and contracts that come to their end. */
import type { Day } from '../../records/days.ts';
import { free, type Area, type Month, type Person } from './area.ts';
import type { Chance } from './chance.ts';
import { end, goOn, placeOf } from './people.ts';
import { exitRate, leavingSeason, nationalRates } from './rates.ts';
import { leavingCodes, REASON, DESTINATION } from './returnCodes.ts';

const FRIDAY = 1;

/** A last day in the month after a day: mostly the month's last, often a Friday. Null for none. */
export function lastDayIn(chance: Chance, { first, last }: Month, after: Day): Day | null {
  const from = Math.max(first, after + 1);
  if (from > last) return null;
  if (chance.happens(0.5)) return last;
  const day = chance.whole(from, last);
  if (chance.happens(0.3)) return day;
  const friday = day + ((FRIDAY - (day % 7) + 7) % 7);
  return friday <= last ? friday : last;
}

/** The share of leavers whose contract does not just come to its end. */
const BY_CHOICE = 0.9;

/**
 * Leavers come and go at the rates of their time in service, all of them scaled so that
 * together they make England's turnover of the year, give or take a year's luck.
 */
export function leave(area: Area, month: Month, luck: number): void {
  const { chance } = area;
  const staff = [...area.employees];
  if (staff.length === 0) return;
  const rates = staff.map((person) => exitRate(person.since, month.first));
  const mean = rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
  const wanted = nationalRates(month.last).turnover * BY_CHOICE * luck * leavingSeason(month.month);
  staff.forEach((person, at) => {
    if (!chance.happens(((rates[at]! / mean) * wanted) / 12)) return;
    const last = lastDayIn(chance, month, person.changed);
    if (last === null) return;
    end(area, person, last, leavingCodes(chance, (last - person.since) / 365.25));
  });
}

/** Days before the end of a fixed term by which somebody to be kept has a permanent contract. */
const KEPT_BEFORE = 13;

/** A fixed term ends with a departure, or with a permanent contract, which is none. */
function endFixedTerm(area: Area, person: Person, until: Day): void {
  const from = until - KEPT_BEFORE;
  const [job] = person.jobs;
  const post = area.posts.find(
    (one) =>
      one.line.role === job?.assignment.role &&
      one.line.fundedTo === null &&
      free(one) >= job.assignment.fte,
  );
  const may = person.jobs.length === 1 && !person.absence && person.changed < from;
  if (job && post && may && area.chance.happens(0.55)) {
    const place = { ...placeOf(area, job), team: post.team, post, covers: null };
    goOn(area, person, { basis: 'permanent', from, place });
  } else {
    end(area, person, until, { reason: REASON.other, destination: DESTINATION.notKnown });
  }
}

/** Contracts and secondments here that end in the month. */
export function endContracts(area: Area, { last }: Month): void {
  for (const person of [...area.employees, ...area.guests]) {
    const { until, engagement } = person;
    if (until === null || until > last) continue;
    if (engagement.basis === 'fixed-term') endFixedTerm(area, person, until);
    else end(area, person, until);
  }
}
