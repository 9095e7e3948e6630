/** Assumptions that make no sense, said in words before anything is simulated. */
import { dateInWords, isIsoDate } from '../calendar.ts';
import type { Schedule } from './schedule.ts';
import type { ProjectionInput } from './types.ts';

/**
 * What is wrong with the assumptions, in words for the screen, or null. The contract
 * has checked each number alone; this checks them together.
 */
export function problemWith(input: ProjectionInput, schedule: Schedule): string | null {
  const { establishment, vacancies, from, leaverRate } = input;
  if (!isIsoDate(from)) return 'The date the projection starts on is not a date.';
  if (!(establishment >= 1)) return `The establishment is ${establishment}. Enter 1 post or more.`;
  if (!(vacancies <= establishment)) {
    return `There are more vacancies (${vacancies}) than posts (${establishment}).`;
  }
  if (!(leaverRate >= 0 && leaverRate <= 0.95)) {
    return `The leaver rate is ${leaverRate * 100}%. Enter 0% to 95%.`;
  }
  if (schedule.establishment.some((posts) => !(posts >= 1))) {
    const change = [...input.establishmentChanges]
      .sort((a, b) => a.from.localeCompare(b.from))
      .at(-1);
    const on = change ? ` by ${dateInWords(change.from)}` : '';
    return `The planned changes take the establishment below 1 post${on}.`;
  }
  return null;
}
