/** What members are called where names do not belong: in files that leave the plan. */
import type { Worker } from '../records/types.ts';

export const CALLED_BY = ['initials', 'reference', 'name'] as const;
export type CalledBy = (typeof CALLED_BY)[number];

type Called = Pick<Worker, 'id' | 'ref' | 'name'>;

/**
 * The first letters of a name's parts, in capitals; null where it has none.
 *
 * @example initialsOf('Amy-Rose de Souza') is 'AS': the first part's and the last's.
 */
export function initialsOf(name: string | null): string | null {
  const parts = (name ?? '').split(/\s+/).filter((part) => /\p{L}/u.test(part));
  const letters = (parts.length > 1 ? [parts[0]!, parts.at(-1)!] : parts).map(
    (part) => /\p{L}/u.exec(part)![0],
  );
  return letters.length === 0 ? null : letters.join('').toLocaleUpperCase('en-GB');
}

/**
 * What to call each of some people, by id. Initials that two of them share would mislead, so both
 * are called by their reference; so is somebody with no name.
 */
export function callingOf(people: readonly Called[], by: CalledBy): Map<number, string> {
  const distinct = [...new Map(people.map((one) => [one.id, one])).values()];
  const shared = Map.groupBy(distinct, ({ name }) => initialsOf(name));
  return new Map(
    distinct.map(({ id, ref, name }) => {
      const initials = initialsOf(name);
      if (by === 'name') return [id, name ?? ref];
      if (by === 'reference' || initials === null) return [id, ref];
      return [id, shared.get(initials)!.length > 1 ? ref : initials];
    }),
  );
}
