/** Codes and dates that a file may leave out: what it does not say stays as it is. */
import type { Engagement } from '../records/types.ts';
import type { PlacedRow } from './places.ts';
import type { ListRow } from './spells.ts';

const KEPT_WORDS = {
  offerAcceptedOn: 'The day the offer was accepted changes',
  origin: 'The origin changes',
  leavingReason: 'The reason for leaving changes',
  destination: 'The destination changes',
} as const;
export type KeptCode = keyof typeof KEPT_WORDS;

/** What is known of how somebody came, and of how they went. */
export const COMING: readonly KeptCode[] = ['offerAcceptedOn', 'origin'];
export const GOING: readonly KeptCode[] = ['leavingReason', 'destination'];

/** Takes over what the rows say; answers what changes, in words. */
export function mergeCodes(
  engagement: Engagement,
  rows: readonly PlacedRow<ListRow>[],
  codes: readonly KeptCode[] = [...COMING, ...GOING],
): string[] {
  const what: string[] = [];
  for (const { row } of rows) {
    if (row.kind === 'agency') continue;
    for (const key of codes) {
      const said = row[key];
      // A second post's row may say otherwise: the first one counts.
      if (said === null || said === engagement[key] || what.includes(KEPT_WORDS[key])) continue;
      Object.assign(engagement, { [key]: said });
      what.push(KEPT_WORDS[key]);
    }
  }
  return what;
}
