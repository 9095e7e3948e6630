/** How panels, and why somebody is proposed for one, are written. */
import { dateInWords } from '../../../../domain/calendar.ts';
import type { Candidate, PanelView, Remaining } from '../../../../domain/asye/panels.ts';
import { counted } from '../../establishment/words.ts';

/** `8 of 10 places booked`, `8 booked` where its capacity is not known. */
export function bookedWords({ panel, bookings }: PanelView): string {
  return panel.capacity === null
    ? `${bookings.length} booked`
    : `${bookings.length} of ${counted(panel.capacity, 'place')} booked`;
}

/** Why a panel should see somebody. */
export function whyWords({ why, endsOn, lateAfter }: Candidate): string {
  if (why === 'returns') return 'Comes back: deferred last time';
  const ends = endsOn === null ? '' : `: planned end ${dateInWords(endsOn)}`;
  if (why === 'progress') return `Progress only${ends}`;
  if (why === 'may') return 'Could go: nothing says which panel decides';
  const late = lateAfter === null ? '' : `, later than ${dateInWords(lateAfter)}`;
  return `Has to go${ends}${late}`;
}

/** What a decision leaves to do, as a sentence. */
export function remainingWords(remaining: Remaining): string {
  if (remaining.kind === 'finish') return 'Still to do: record how their programme ended.';
  return remaining.on === null
    ? 'No later panel is planned for them to come back to. Add one.'
    : `Comes back to the panel of ${dateInWords(remaining.on)}. Book them there.`;
}
