/** What only the person importing can settle: an ambiguity is asked about, never guessed. */
import type { Column } from './columns.ts';
import type { FieldId } from './fields.ts';
import { readNumber } from './numbers.ts';

export type QuestionKind =
  /** 03/04/2021: 3 April or 4 March. */
  | 'date-order'
  /** Real dates beside text that is day first: a program may have swapped day and month. */
  | 'swapped-dates'
  /** 44287 counted from 1900 or from 1904. */
  | 'day-numbers'
  /** The last day worked, or the day after it. */
  | 'leaving-date'
  /** 1,000: one or a thousand. */
  | 'decimal-mark'
  /** FTE above 1: percent, hours, or wrong. */
  | 'fte-scale'
  | 'standard-hours'
  | 'fte-for-all'
  | 'basis-for-all'
  /** Blank cells: the same as the row above, or missing. */
  | 'fill-down'
  /** A word of the file that is none of a list's. */
  | 'words';

export interface QuestionExample {
  row: number;
  written: string;
  /** What the cell would become under each option. */
  readings: Record<string, string>;
}

export interface Question {
  /** What its answer is filed under. */
  id: string;
  kind: QuestionKind;
  field: FieldId;
  /** The column's heading; '' where no column is mapped. */
  column: string;
  ask: string;
  why: string;
  examples: QuestionExample[];
  /** The values an answer may have; none where the answer is a number. */
  options: { value: string; label: string }[];
  input: 'choice' | 'number';
  /** What other columns of the same file suggest. Never taken without being chosen. */
  suggested: string | null;
  /** Nothing is read until it is answered. Otherwise the cells in doubt stay blank. */
  blocking: boolean;
  /** Rows it is about. */
  rows: number;
}

/** Answers by question id: an option's value, or a number as text. */
export type Answers = Readonly<Record<string, string>>;

/** A number is asked for only as hours of a week. */
const HOURS_OF_A_WEEK = 168;

/** The option chosen for a question, or null when it is none of them, or no possible number. */
export function answerTo(question: Question, answers: Answers): string | null {
  const answer = Object.hasOwn(answers, question.id) ? answers[question.id] : undefined;
  if (answer === undefined) return null;
  if (question.input === 'number') {
    const number = readNumber(answer, '.')?.value ?? 0;
    return number > 0 && number <= HOURS_OF_A_WEEK ? String(number) : null;
  }
  return question.options.some(({ value }) => value === answer) ? answer : null;
}

/** Collects questions and gives each its answer, so that asking and settling are one step. */
export class QuestionBook {
  readonly questions: Question[] = [];
  private readonly answers: Answers;
  private readonly columns: ReadonlyMap<number, Column>;
  private readonly mapping: Partial<Record<FieldId, number>>;

  constructor(
    answers: Answers,
    columns: readonly Column[],
    mapping: Partial<Record<FieldId, number>>,
  ) {
    this.answers = answers;
    this.columns = new Map(columns.map((column) => [column.index, column]));
    this.mapping = mapping;
  }

  /** The heading of the column mapped to a field; '' when there is none. */
  heading(field: FieldId): string {
    const index = this.mapping[field];
    return index === undefined ? '' : (this.columns.get(index)?.heading ?? '');
  }

  /** Asks, and returns the answer where there is one already. */
  ask(question: Omit<Question, 'column'>): string | null {
    const asked = { ...question, column: this.heading(question.field) };
    this.questions.push(asked);
    return answerTo(asked, this.answers);
  }

  /** Blocking questions without an answer. */
  open(): Question[] {
    return this.questions.filter(
      (question) => question.blocking && answerTo(question, this.answers) === null,
    );
  }
}
