/** What was read from a file, whatever its form, as the steps after reading show and send it. */
import type { MergeRow } from '../../../domain/merging/types.ts';
import { checkExpected } from '../../../domain/importing/csww/expect.ts';
import type { CswwDocument } from '../../../domain/importing/csww/document.ts';
import { cswwRows, type CswwChoices } from '../../../domain/importing/csww/rows.ts';
import type { ReadResult } from '../../../domain/importing/read.ts';
import type { Severity } from '../../../domain/importing/problems.ts';
import type { SkipReason } from '../../../domain/importing/rows/classify.ts';

/** A problem by row and column; a null row is the file as a whole. */
export interface FoundProblem {
  row: number | null;
  column: string | null;
  written: string;
  why: string;
  remedy: string;
  severity: Severity;
}

export interface LeftOut {
  reason: SkipReason;
  count: number;
  /** The first of them. */
  rows: readonly number[];
}

export interface Found {
  rows: MergeRow[];
  problems: FoundProblem[];
  /** All of them, beyond those listed. */
  problemCount: number;
  /** Rows left out because of a problem. */
  refused: number;
  leftOut: LeftOut[];
  notes: string[];
}

/** A sheet's rows; the words of an empty post are shown, not sent. */
export function foundInSheet(result: ReadResult): Found {
  return {
    rows: result.rows,
    problems: result.problems,
    problemCount: result.problemCount,
    refused: result.refused,
    leftOut: result.skipped,
    notes: result.notes,
  };
}

/**
 * A statutory return's workers. Warnings about format leave nobody out.
 *
 * @param keep - true to send with each worker what only the return needs
 * @param authority - the plan's own authority number; null where it has none
 */
export function foundInReturn(
  document: CswwDocument,
  choices: CswwChoices,
  keep: boolean,
  authority: string | null,
): Found {
  const { people, agency, problems } = cswwRows(document, choices);
  const workers = new Map(document.workers.map((worker) => [worker.row, worker]));
  const rows = [...people, ...agency].map((row) => {
    const returned = workers.get(row.row)?.returnFields;
    return keep && returned ? { ...row, returned } : row;
  });
  const unexpected = checkExpected(document, { censusDate: null, authority });
  const warnings = [...unexpected, ...document.warnings].map(
    ({ row, element, written, words }): FoundProblem => ({
      row,
      column: element,
      written,
      why: words,
      remedy:
        row === null
          ? 'Check it in the system the return came from. Its workers are taken in all the same.'
          : 'Check it in the system the return came from. The worker is taken in all the same.',
      severity: 'question',
    }),
  );
  return {
    rows,
    problems: [...problems, ...warnings],
    problemCount: problems.length + unexpected.length + document.warningCount,
    refused: problems.length,
    leftOut: [],
    notes: [],
  };
}
