/** What is wrong with a return, row by row: to filter, to show and to save. */
import type { PutRightIn } from '../../../domain/records/csww/issues.ts';
import type { CswwIssue } from '../../../domain/records/csww/issues.ts';
import type { ReturnFinding } from '../../../domain/records/csww/check.ts';
import { elementLabel } from '../../../domain/records/csww/fields.ts';
import { indexRecords } from '../../../domain/records/indexRecords.ts';
import type { PlanRecords, Worker } from '../../../domain/records/types.ts';
import type { FileCell } from '../../../domain/tableFile.ts';
import type { PersonAction } from '../workforce/panel.ts';

/** A row of the list. */
export interface Problem {
  kind: string;
  field: string;
  words: string;
  remedy: string;
  /** What stands there; personal, as the name is. */
  written: string;
  worker: number | null;
  others: readonly number[];
  engagement: number | null;
  putRightIn: PutRightIn | null;
}

const KINDS: Record<CswwIssue['kind'], string> = { missing: 'Missing', impossible: 'Impossible' };

export function issueProblems(issues: readonly CswwIssue[]): Problem[] {
  return issues.map((issue) => ({
    ...issue,
    kind: KINDS[issue.kind],
    written: issue.written ?? '',
  }));
}

export function findingProblems(findings: readonly ReturnFinding[]): Problem[] {
  return findings.map(({ element, words, ...rest }) => ({
    ...rest,
    kind: words.endsWith(' is missing.') ? KINDS.missing : 'Not as the schema has it',
    field: element,
    words,
    others: [],
    engagement: null,
  }));
}

/** How many of each kind a field has. */
export interface FieldCount {
  field: string;
  label: string;
  counts: Record<string, number>;
}

/** The fields that have problems, in the order they are first met, and the kinds there are. */
export function countProblems(problems: readonly Problem[]): {
  kinds: string[];
  fields: FieldCount[];
} {
  const fields = new Map<string, FieldCount>();
  for (const { field, kind } of problems) {
    let count = fields.get(field);
    if (!count) fields.set(field, (count = { field, label: elementLabel(field), counts: {} }));
    count.counts[kind] = (count.counts[kind] ?? 0) + 1;
  }
  return { kinds: [...new Set(problems.map(({ kind }) => kind))], fields: [...fields.values()] };
}

/** The form that puts a problem right; undefined where the whole record is the place. */
export function actionFor(records: PlanRecords, problem: Problem): PersonAction | undefined {
  if (problem.putRightIn === 'identity') return { kind: 'worker' };
  const engagement = indexRecords(records).engagements.get(problem.engagement ?? 0);
  return problem.putRightIn === 'spell' && engagement ? { kind: 'correct', engagement } : undefined;
}

interface Names {
  hidden: boolean;
  called: (worker: Worker | undefined) => string;
}

/** The list as rows of a file. Names are in it only while they are shown. */
export function problemFile(
  records: PlanRecords,
  problems: readonly Problem[],
  names: Names,
): FileCell[][] {
  const { workers } = indexRecords(records);
  const called = (worker: number) => names.called(workers.get(worker));
  return [
    [
      'Person',
      'Reference',
      'Field',
      'Field in the return',
      'Kind',
      'What is wrong',
      'Written',
      'What to do',
    ],
    ...problems.map(({ worker, others, field, kind, words, written, remedy }) => [
      worker === null ? '' : called(worker),
      worker === null ? '' : (workers.get(worker)?.ref ?? ''),
      elementLabel(field),
      field,
      kind,
      [words, ...(others.length > 0 ? [`Also: ${others.map(called).join(', ')}.`] : [])].join(' '),
      names.hidden ? '' : written,
      remedy,
    ]),
  ];
}
