/** A chance as people say it: never certain, never impossible. */

/**
 * A chance as a whole percentage. A simulation cannot promise or rule out, so the ends
 * are "more than 99%" and "less than 1%".
 *
 * @example chanceInPercent(0.601) is '60%'; chanceInPercent(1) is 'more than 99%'.
 */
export function chanceInPercent(chance: number): string {
  if (chance > 0.99) return 'more than 99%';
  if (chance < 0.01) return 'less than 1%';
  return `${Math.round(chance * 100)}%`;
}

/**
 * A chance as so many in ten, or in a hundred near the ends where tenths say too little.
 *
 * @example chanceInTens(0.601) is 'about 6 in 10'; chanceInTens(0.97) is 'about 97 in 100'.
 */
export function chanceInTens(chance: number): string {
  if (chance > 0.99) return 'more than 99 in 100';
  if (chance < 0.01) return 'less than 1 in 100';
  if (chance < 0.05 || chance >= 0.95) return `about ${Math.round(chance * 100)} in 100`;
  return `about ${Math.min(9, Math.max(1, Math.round(chance * 10)))} in 10`;
}
