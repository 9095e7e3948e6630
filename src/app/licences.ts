/** The licences of what Tenure is made of, gathered when the app was built. */
import { z } from 'zod';

const LICENCES = z.array(
  z.object({
    /** The package, as the npm registry names it; Tenure itself is `tenure`. */
    name: z.string(),
    version: z.string(),
    /** Its SPDX identifier. */
    licence: z.string(),
    /** The notice, word for word. */
    text: z.string(),
  }),
);

export type Licence = z.infer<typeof LICENCES>[number];

/** Reads them from beside the app; null when they are not there or are not whole. */
export async function readLicences(): Promise<Licence[] | null> {
  try {
    const response = await fetch('/licences.json');
    return LICENCES.parse(await response.json());
  } catch {
    return null;
  }
}

/** Those with the words in their name or licence, however they are written. */
export function matchingLicences(licences: readonly Licence[], typed: string): Licence[] {
  const words = typed.trim().toLowerCase();
  return licences.filter(({ name, licence }) => `${name} ${licence}`.toLowerCase().includes(words));
}
