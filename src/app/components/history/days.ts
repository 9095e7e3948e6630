/** The history by day, in local time, and what going back to an entry would undo. */
import type { JournalEntry } from '../../../contract/history.ts';

const DAY = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});
const TIME = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

export interface Day {
  /** Local date, `2025-05-03`: the day's key. */
  date: string;
  words: string;
  entries: JournalEntry[];
}

function localDate(moment: Date): string {
  const pad = (part: number) => String(part).padStart(2, '0');
  return `${moment.getFullYear()}-${pad(moment.getMonth() + 1)}-${pad(moment.getDate())}`;
}

/** The time of an entry on its day: `14:32`. */
export function timeOf(entry: Pick<JournalEntry, 'at'>): string {
  return TIME.format(new Date(entry.at));
}

/**
 * Entries grouped by local day, in the order given.
 *
 * @param now - says which days are today and yesterday
 */
export function byDay(entries: readonly JournalEntry[], now: Date): Day[] {
  const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
  const near = new Map([
    [localDate(now), 'Today, '],
    [localDate(yesterday), 'Yesterday, '],
  ]);
  const days: Day[] = [];
  for (const entry of entries) {
    const moment = new Date(entry.at);
    const date = localDate(moment);
    const last = days.at(-1);
    if (last?.date === date) last.entries.push(entry);
    else {
      const words = `${near.get(date) ?? ''}${DAY.format(moment).replace(',', '')}`;
      days.push({ date, words, entries: [entry] });
    }
  }
  return days;
}

/** Entries that have every word typed in their words or their author. */
export function matching(entries: readonly JournalEntry[], typed: string): JournalEntry[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return entries.filter((entry) => {
    const text = `${entry.words} ${entry.who}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/**
 * The entries that going back to just after `target` reverses, newest first: changes since that
 * are in force, undos since of changes before, and changes before that were redone since.
 *
 * @param entries - newest first, and complete from the newest down to `target`
 */
export function reversedByGoingBack(
  entries: readonly JournalEntry[],
  target: number,
): JournalEntry[] {
  const byId = new Map(entries.map((entry) => [entry.entry, entry]));
  return entries
    .filter((entry) => entry.entry > target)
    .filter((entry) => {
      if (entry.kind === 'change') return entry.changesRows && !entry.undone;
      const about = entry.reverses ?? 0;
      if (about > target) return false;
      if (entry.kind === 'undo') return !entry.undone;
      const undo = byId.get(about);
      const original = undo && byId.get(undo.reverses ?? 0);
      return original === undefined || !original.undone;
    });
}
