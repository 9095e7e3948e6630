/** Files of posts and people: staged, compared with the plan, and taken in as one change. */
import { headlineChanges, type HeadlineChange } from '../../domain/headlines/changes.ts';
import { mergedRecords, mergeRows } from '../../domain/merging/merge.ts';
import {
  changesNothing,
  MERGE_OUTCOMES,
  type Merge,
  type MergeOptions,
  type MergeOutcome,
  type MergeRow,
} from '../../domain/merging/types.ts';
import type { ParsedOf } from '../../contract/call.ts';
import type { ImportDone, importCalls, KeptReturn } from '../../contract/imports.ts';
import type { Db } from '../db.ts';
import { Refusal } from '../faults.ts';
import type { StagedImport } from '../imports.ts';
import { readAsye } from './asyeRows.ts';
import { readLeads, readRecords } from './recordRows.ts';
import { readFigures } from './rows.ts';
import type { About, Handlers } from './types.ts';
import { counted } from './words.ts';
import { writeRecordChanges } from './writeRecords.ts';

type Calls = typeof importCalls;
type ImportCallNames = Exclude<keyof Calls, 'mapping.read' | 'mapping.save'>;

type Compared = Omit<ParsedOf<Calls['import.preview']>, 'lookedAt'>;

function optionsOf(input: Compared): MergeOptions {
  const { asAt, service, roles, keepPlaces, censusDate, cohort, end } = input;
  return { asAt, service, roles, keepPlaces, censusDate, cohort, end };
}

function keptReturns(db: Db, censusDate: string | null): Map<number, string> {
  if (censusDate === null) return new Map();
  return new Map(
    db
      .all<{ worker: number; fields: string }>(
        'SELECT worker_id AS worker, fields FROM worker_return WHERE census_date = ?',
        censusDate,
      )
      .map(({ worker, fields }) => [worker, fields]),
  );
}

function revisionOf(db: Db): number {
  return db.get<{ id: number }>('SELECT ifnull(max(id), 0) AS id FROM journal_entry')!.id;
}

/**
 * The difference staged rows would make to the plan as it is, worked out once for each revision
 * of the plan and set of choices.
 */
export function mergeOf(
  db: Db,
  about: Pick<About, 'plan' | 'imports'>,
  input: Compared,
): { staged: StagedImport; merge: Merge } {
  const staged = about.imports.get(input.import, about.plan);
  if (staged.rows.length === 0) {
    throw new Refusal('bad-input', 'The file has no rows to import.', 'import');
  }
  const options = optionsOf(input);
  const of = JSON.stringify([revisionOf(db), options]);
  if (staged.merge?.of !== of) {
    const kept = keptReturns(db, options.censusDate);
    const merge = mergeRows(readRecords(db), staged.rows, options, kept, readAsye(db));
    staged.merge = { of, merge };
  }
  return { staged, merge: staged.merge.merge };
}

/** The plan's headlines without an import and with it. */
function headlinesWith(
  db: Db,
  merge: Merge,
  day: Parameters<typeof headlineChanges>[3],
): HeadlineChange[] {
  const before = readRecords(db);
  const records = { before, after: mergedRecords(before, merge) };
  return headlineChanges(readFigures(db), records, readLeads(db), day);
}

const THINGS: Record<StagedImport['kind'], string> = {
  establishment: 'post',
  people: 'row',
  movements: 'movement',
  agency: 'agency worker',
  cohort: 'cohort member',
};

/** Parts of names shorter than this are in too many file names to say anything. */
const LEAST_OF_A_NAME = 3;

function partsOf(name: string): string[] {
  const parts = name.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  return parts.filter((part) => part.length >= LEAST_OF_A_NAME);
}

/**
 * What the history may call a file. Its words stay when somebody is erased and go into copies, so
 * a file that is named after somebody in it is `a file`.
 */
function fileInWords({ fileName, rows }: StagedImport): string {
  const file = fileName.toLowerCase();
  const words = new Set(partsOf(file));
  const isNamedAfter = (row: MergeRow) =>
    row.kind !== 'establishment' &&
    (partsOf(row.name ?? '').some((part) => words.has(part)) ||
      (row.ref !== null &&
        row.ref.length >= LEAST_OF_A_NAME &&
        file.includes(row.ref.toLowerCase())));
  return rows.some(isNamedAfter) ? 'a file' : fileName;
}

/** `Imported 1,204 people from iTrent extract.csv: 12 new, 30 changed, 5 ended`. */
function importWords(staged: StagedImport, done: ImportDone): string {
  const { kind, rows } = staged;
  const read = rows.length.toLocaleString('en-GB');
  const things =
    kind === 'people'
      ? `${read} ${rows.length === 1 ? 'person' : 'people'}`
      : counted(rows.length, THINGS[kind]).replace(String(rows.length), read);
  const counts = (
    [
      ['new', done.new],
      ['changed', done.changed],
      ['ended', done.ended],
    ] as const
  )
    .filter(([, n]) => n > 0)
    .map(([what, n]) => `${n.toLocaleString('en-GB')} ${what}`);
  return `Imported ${things} from ${fileInWords(staged)}${counts.length > 0 ? `: ${counts.join(', ')}` : ''}`;
}

function countsOf({ differences }: Merge): Record<MergeOutcome, number> {
  return Object.fromEntries(
    MERGE_OUTCOMES.map((outcome) => [outcome, differences[outcome].length]),
  ) as Record<MergeOutcome, number>;
}

export const recordImportHandlers: Handlers<Pick<Calls, ImportCallNames>> = {
  'import.begin': ({ plans, imports }, { plan, kind, fileName }) => {
    plans.open(plan);
    return { import: imports.begin({ plan, kind, fileName }) };
  },

  'import.rows': ({ imports }, { import: id, index, rows }) => ({
    rows: imports.add(id, index, rows),
  }),

  'import.cancel': ({ imports }, { import: id }) => {
    imports.drop(id);
    return null;
  },

  'import.preview': (db, input, about) => {
    const { staged, merge } = mergeOf(db, about, input);
    return {
      fileName: staged.fileName,
      rows: staged.rows.length,
      counts: countsOf(merge),
      ended: merge.ended,
      newServices: merge.newServices,
      newTeams: merge.newTeams,
      newRoles: merge.newRoles,
      newCohorts: merge.newCohorts,
      notes: merge.notes,
      headlines: headlinesWith(db, merge, { today: about.today, chosen: input.lookedAt }),
      nothing: changesNothing(merge.changes),
    };
  },

  'import.differences': (_db, { import: id, outcome, offset, limit }, { plan, imports }) => {
    const { merge } = imports.get(id, plan);
    if (!merge) throw new Refusal('refused', 'Compare the file with the plan first.', 'import');
    const all = merge.merge.differences[outcome];
    return { differences: all.slice(offset, offset + limit), total: all.length };
  },

  'import.apply': (db, input, about) => {
    const { staged, merge } = mergeOf(db, about, input);
    const counts = countsOf(merge);
    const { new: added, changed, unchanged, refused } = counts;
    const done: ImportDone = { new: added, changed, unchanged, refused, ended: merge.ended };
    writeRecordChanges(db, merge.changes);
    db.run(
      'UPDATE plan SET authority_number = :number WHERE authority_number IS NULL AND :number IS NOT NULL',
      { number: input.authority },
    );
    return {
      value: done,
      words: importWords(staged, done),
      afterwards: () => {
        about.imports.drop(staged.id);
        return done;
      },
    };
  },

  'returns.read': (db) =>
    db
      .all<Omit<KeptReturn, 'fields'> & { fields: string }>(
        `SELECT worker_id AS worker, census_date AS censusDate, fields FROM worker_return
          ORDER BY census_date, worker_id`,
      )
      .map((row) => ({ ...row, fields: JSON.parse(row.fields) as KeptReturn['fields'] })),

  'returns.discard': (db, { censusDate }) => {
    const { changes } = db.run('DELETE FROM worker_return WHERE census_date = ?', censusDate);
    return {
      value: { discarded: changes },
      words: `Discarded the return data of ${counted(changes, 'worker')}`,
    };
  },
};
