/** Rows that say the same thing twice. */
import type { ProblemList } from '../problems.ts';
import type { ImportRow } from './types.ts';

/** What makes two rows the same; null where equal rows are two posts. */
function keyOf(row: ImportRow): string | null {
  switch (row.kind) {
    case 'establishment':
      return row.postRef;
    case 'people':
      return [row.ref, row.team, row.role, row.postRef, row.from, row.to, row.fte, row.basis].join(
        '\n',
      );
    case 'movements':
      return [row.ref, row.movement, row.date, row.team, row.role, row.postRef, row.fte].join('\n');
    case 'cohort':
      return [row.ref ?? row.name, row.cohort].join('\n');
    case 'agency':
      return [row.ref, row.team, row.role, row.postRef, row.from, row.to, row.fte].join('\n');
  }
}

/** Finds rows that repeat an earlier one of the same file. */
export class RepeatFinder {
  private readonly seen = new Map<string, number>();
  private readonly problems: ProblemList;

  constructor(problems: ProblemList) {
    this.problems = problems;
  }

  /** True when the row may be kept. A repeated person is refused; a repeated post is questioned. */
  keep(row: ImportRow): boolean {
    const key = keyOf(row)?.toLowerCase() ?? null;
    if (key === null) return true;
    const before = this.seen.get(key);
    if (before === undefined) {
      this.seen.set(key, row.row);
      return true;
    }
    const post = row.kind === 'establishment';
    this.problems.add({
      row: row.row,
      column: null,
      written: post ? (row.postRef ?? '') : (row.ref ?? ''),
      why: post
        ? `Row ${before} has the same post reference, so its FTE counts twice.`
        : row.kind === 'cohort'
          ? `It is about the same person as row ${before}.`
          : `It says the same as row ${before}.`,
      remedy: post
        ? 'If two people share one post, give its FTE on one of the rows only.'
        : 'If it is a second post, give it its own post reference. Otherwise there is nothing to do.',
      severity: post ? 'question' : 'refuses-row',
    });
    return post;
  }
}
