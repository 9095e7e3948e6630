/**
 * Reads how many places a panel has.
 *
 * @returns null where nothing is typed: not known; undefined where it is no number of places.
 */
export function readCapacity(text: string): number | null | undefined {
  const tidy = text.trim();
  if (tidy === '') return null;
  return /^[1-9]\d{0,2}$/.test(tidy) ? Number(tidy) : undefined;
}
