/** What each field of the projection takes: within what the contract stores, in words people use. */
import type { NumberRule } from './readNumber.ts';

/** People or posts: the largest organisation a projection takes. */
const MOST = 100_000;

export const LEAVER_RATE: NumberRule = { min: 0, max: 0.95, kind: 'percent' };
export const CHANCE: NumberRule = { min: 0, max: 1, kind: 'percent' };
export const TARGET_RATE: NumberRule = { min: 0, max: 1, kind: 'percent' };
export const PEOPLE: NumberRule = { min: 0, max: 1000, kind: 'whole' };
/** Recruits may be left empty: not known, which is never none. */
export const RECRUITS: NumberRule = { ...PEOPLE, mayBeEmpty: true };
export const CHANGE_OF_POSTS: NumberRule = { min: -MOST, max: MOST, kind: 'decimal' };

/** At least one post, and not fewer than the vacancies. */
export function establishmentRule(vacancies: number): NumberRule {
  return { min: Math.max(1, vacancies), max: MOST, kind: 'decimal' };
}

/** Negative vacancies are people over the establishment. */
export function vacanciesRule(establishment: number): NumberRule {
  return { min: -MOST, max: establishment, kind: 'decimal' };
}

/** The name of the field of a route's recruits in a projection year, counted from 0. */
export function recruitsField(measure: number, year: number): string {
  return `recruits.${measure}.${year}`;
}
