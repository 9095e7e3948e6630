/**
 * How Tenure itself writes a cell's content. It spells dates out (`45 @ 12 November 2021`),
 * so that a paper's own words (`45 @ 12.11.21`) differ from it and are kept as text.
 */
import { dateInWords, type IsoDate } from '../calendar.ts';
import { isPartYear, type Measure, type Reading, type Status, type Target } from '../figures.ts';
import type { AboutCell } from './clauses.ts';
import { leadingNumber, plainDigits } from './writtenNumber.ts';

/** `45 @ 12.11.21` in a row counted over the year is part of a year, whoever says "actual". */
export function statusAtDate(status: Status, asAt: IsoDate | null, about: AboutCell): Status {
  if (status !== 'actual' || asAt === null) return status;
  const reading = { asAt, year: about.year, status };
  return isPartYear(reading, about.measure.kind, about.startMonth) ? 'part-year' : 'actual';
}

type Written = Pick<Reading, 'value' | 'status' | 'inProgress'> & { asAt: IsoDate | null };

/** How Tenure itself writes content, without its date. */
export function canonical(content: Written, about: AboutCell): string {
  const percent = about.measure.unit === 'percent' ? '%' : '';
  const words: string[] = [];
  if (content.value !== null) words.push(`${plainDigits(content.value)}${percent}`);
  if (content.status === 'tbc') words.push('tbc');
  if (content.inProgress !== null) words.push(`(${content.inProgress} in progress)`);
  if (content.status === 'provisional' || content.status === 'planned') words.push(content.status);
  // A count with an early date is part-year without saying so.
  const byDate = statusAtDate('actual', content.asAt, about) === 'part-year';
  if (content.status === 'part-year' && !byDate) words.push('part-year');
  return words.join(' ');
}

/** A target as Tenure writes it: `20`, `85 to 90`, `38 tbc`. */
export function canonicalTarget(
  content: Pick<Target, 'value' | 'upper' | 'status'>,
  row: Pick<Measure, 'unit'>,
): string {
  const percent = row.unit === 'percent' ? '%' : '';
  const write = (value: number) => `${plainDigits(value)}${percent}`;
  const words: string[] = [];
  if (content.value !== null) words.push(write(content.value));
  if (content.upper !== null) words.push(`to ${write(content.upper)}`);
  if (content.status === 'tbc') words.push('tbc');
  return words.join(' ');
}

/** The text to keep beside a value, given how Tenure would write the same content itself. */
export function textToKeep(text: string, asAt: IsoDate | null, canonical: string): string {
  const date = asAt === null ? '' : ` @ ${dateInWords(asAt)}`;
  const words = date !== '' && text.endsWith(date) ? text.slice(0, -date.length) : text;
  // A plain number says no more than its value, however its thousands are marked.
  const number = leadingNumber(words);
  return words === canonical || (number !== null && number.rest === '') ? '' : words;
}
