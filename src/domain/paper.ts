/** A page of a paper as plain content: print and Word set the same words. */

export interface PaperTable {
  columns: readonly string[];
  rows: readonly (readonly string[])[];
  /** Each column's share of the width; they add up to 1. */
  widths: readonly number[];
}

export interface PaperPart {
  /** Empty: the part needs none. */
  heading: string;
  /** Sentences before the table, each a paragraph. */
  words: readonly string[];
  table: PaperTable | null;
}

export interface Paper {
  organisation: string;
  /** A protective marking, set at the top and foot of every page. */
  classification: string;
  title: string;
  /** One line under the title: dates, counts, where it comes from. */
  about: readonly string[];
  parts: readonly PaperPart[];
  /** At the end: what the words mean and what is left out. */
  notes: readonly string[];
  orientation: 'portrait' | 'landscape';
}
