/** What is remembered of a file with the same headings: its columns, and the answers given. */
import type { Column } from '../../../domain/importing/columns.ts';
import type { Mapping } from '../../../domain/importing/fields.ts';
import { recallMapping, rememberMapping } from '../../../domain/importing/mapping.ts';
import type { Answers } from '../../../domain/importing/question.ts';

const ANSWER = 'answer ';
/** What the mapping's keys and values may hold. */
const LONGEST_KEY = 60;
const LONGEST_VALUE = 400;
/** A file with more headings than this is mapped anew. */
const LONGEST_HEADER = 20_000;

/** Whether a mapping can be kept for these headings. */
export function canRemember(headerKey: string): boolean {
  return headerKey !== '' && headerKey.length <= LONGEST_HEADER;
}

export function toRemember(
  mapping: Mapping,
  columns: readonly Column[],
  answers: Answers,
): Record<string, string> {
  const given = Object.entries(answers).map(([id, answer]) => [`${ANSWER}${id}`, answer] as const);
  const fields = Object.entries(rememberMapping(mapping, columns));
  return Object.fromEntries(
    [...fields, ...given].filter(
      ([key, value]) => key.length <= LONGEST_KEY && value.length <= LONGEST_VALUE,
    ),
  );
}

export function recalled(
  kept: Readonly<Record<string, string>>,
  columns: readonly Column[],
): { mapping: Mapping; answers: Record<string, string> } {
  const answers = Object.entries(kept)
    .filter(([key]) => key.startsWith(ANSWER))
    .map(([key, value]) => [key.slice(ANSWER.length), value] as const);
  return { mapping: recallMapping(kept, columns), answers: Object.fromEntries(answers) };
}
