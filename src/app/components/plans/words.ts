/** Sizes and moments in words, for lists of plans, backups and changes. */

const LOCAL_MOMENT = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});

/**
 * A moment in the user's own time zone.
 *
 * @param instant - ISO date and time in UTC
 * @example whenInWords('2025-05-03T13:32:00Z') is '3 May 2025, 14:32' in British summer
 */
export function whenInWords(instant: string): string {
  const parts = new Map(
    LOCAL_MOMENT.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? '';
  return `${part('day')} ${part('month')} ${part('year')}, ${part('hour')}:${part('minute')}`;
}

/**
 * A file's size.
 *
 * @example sizeInWords(94_208) is '92 KB'; sizeInWords(3_500_000) is '3.3 MB'
 */
export function sizeInWords(bytes: number): string {
  const kilobytes = bytes / 1024;
  if (kilobytes < 1024) return `${Math.max(1, Math.round(kilobytes))} KB`;
  return `${(kilobytes / 1024).toFixed(1)} MB`;
}

/** `1 change`, `3 changes`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;
}
