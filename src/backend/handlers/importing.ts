/** A whole table by names: import, new plans and the samples. Adds and updates, removes nothing. */
import { yearLabel } from '../../domain/calendar.ts';
import type { Measure, MeasureKind } from '../../domain/figures.ts';
import type { figuresCalls, importedTable, ImportOutcome } from '../../contract/figures.ts';
import type { z } from 'zod';
import type { WriteDb } from '../db.ts';
import { Refusal } from '../faults.ts';
import { putReading, putTarget, type Outcome } from './put.ts';
import { addMeasure } from './measures.ts';
import { checkReadingValue, checkTargetValue } from './rules.ts';
import { readingAt, readMeasures, readSettings } from './rows.ts';
import type { Handlers } from './types.ts';
import { counted } from './words.ts';

type Table = z.output<typeof importedTable>;

const ONE_OF_A_KIND = (kind: MeasureKind) => kind !== 'recruits' && kind !== 'other';

const key = (name: string) => name.toLocaleLowerCase('en-GB');

/** Finds the plan's row for an imported one: by label, else by a kind that a plan has once. */
function matchMeasure(
  measures: readonly Measure[],
  wanted: Table['measures'][number],
  field: string,
): Measure | undefined {
  const byLabel = measures.find((measure) => key(measure.label) === key(wanted.label));
  const found =
    byLabel ??
    (ONE_OF_A_KIND(wanted.kind)
      ? measures.find((measure) => measure.kind === wanted.kind)
      : undefined);
  if (found && (found.kind !== wanted.kind || found.unit !== wanted.unit)) {
    throw new Refusal(
      'bad-input',
      `${wanted.label} is already in this plan as another kind of row. Rename one of them.`,
      field,
    );
  }
  return found;
}

/** Ids by name for everything the table names; what is missing is made. */
function resolveNames(db: WriteDb, table: Table) {
  const measures = new Map(readMeasures(db).map((measure) => [key(measure.label), measure]));
  table.measures.forEach((wanted, index) => {
    const field = `table.measures.${index}.kind`;
    const found = matchMeasure(readMeasures(db), wanted, field) ?? addMeasure(db, wanted, field);
    measures.set(key(wanted.label), found);
  });

  const sources = new Map(
    db.all<{ id: number; name: string }>('SELECT id, name FROM source').map(namedId),
  );
  const wantedSources = [
    ...table.sources,
    ...[...table.readings, ...table.targets].map((figure) => ({
      name: figure.source,
      publishedOn: null,
    })),
  ];
  for (const { name, publishedOn } of wantedSources) {
    if (sources.has(key(name))) continue;
    const { id } = db.run(
      'INSERT INTO source (name, published_on) VALUES (?, ?)',
      name,
      publishedOn,
    );
    sources.set(key(name), id);
  }

  const scopes = new Map(
    db.all<{ id: number; name: string }>('SELECT id, name FROM scope').map(namedId),
  );
  const wantedScopes = [
    ...table.scopes,
    ...[...table.readings, ...table.targets].map((figure) => ({ name: figure.scope, note: '' })),
  ];
  for (const { name, note } of wantedScopes) {
    if (scopes.has(key(name))) continue;
    const { id } = db.run('INSERT INTO scope (name, note) VALUES (?, ?)', name, note);
    scopes.set(key(name), id);
  }
  return { measures, sources, scopes };
}

function namedId({ id, name }: { id: number; name: string }): [string, number] {
  return [key(name), id];
}

/** Widens the plan to the years the table has. */
function coverYears(db: WriteDb, table: Table): void {
  const years = [...table.readings, ...table.targets].map((figure) => figure.year);
  if (years.length === 0) return;
  const first = years.reduce((a, b) => Math.min(a, b));
  const last = years.reduce((a, b) => Math.max(a, b));
  db.run(
    'UPDATE plan SET first_year = min(first_year, ?), last_year = max(last_year, ?)',
    first,
    last,
  );
}

/** Makes a reading the one in use of its cell, where it is not already. */
function choose(db: WriteDb, id: number, measure: number, year: number): number {
  db.run(
    `UPDATE reported_figure SET chosen = 0
      WHERE measure_id = ? AND year = ? AND chosen = 1 AND id <> ?`,
    measure,
    year,
    id,
  );
  return db.run('UPDATE reported_figure SET chosen = 1 WHERE id = ? AND chosen = 0', id).changes;
}

/**
 * Adds and updates everything a table holds, and removes nothing. The same table again changes
 * nothing.
 *
 * @throws Refusal 'bad-input' with the field, where a row or value cannot be taken.
 */
export function importTable(db: WriteDb, table: Table): ImportOutcome {
  const names = resolveNames(db, table);
  coverYears(db, table);
  const { yearStartMonth } = readSettings(db);
  const outcome: ImportOutcome = { added: 0, changed: 0, unchanged: 0 };
  const measureOf = (label: string, field: string): Measure => {
    const found = names.measures.get(key(label));
    if (found) return found;
    throw new Refusal('bad-input', `The table does not say what kind of row ${label} is.`, field);
  };
  const idsOf = (figure: { measure: string; source: string; scope: string }, at: string) => ({
    measure: measureOf(figure.measure, `${at}.measure`),
    source: names.sources.get(key(figure.source))!,
    scope: names.scopes.get(key(figure.scope))!,
  });

  table.readings.forEach((figure, index) => {
    const at = `table.readings.${index}`;
    const { measure, source, scope } = idsOf(figure, at);
    const { chosen, ...rest } = figure;
    const entry = { ...rest, measure: measure.id, source, scope };
    checkReadingValue(measure, entry, yearStartMonth, at);
    let result: Outcome = putReading(db, entry);
    if (chosen) {
      const changes = choose(db, readingAt(db, entry)!.id, measure.id, entry.year);
      if (changes > 0 && result === 'unchanged') result = 'changed';
    }
    outcome[result] += 1;
  });

  table.targets.forEach((figure, index) => {
    const at = `table.targets.${index}`;
    const { measure, source, scope } = idsOf(figure, at);
    const entry = { ...figure, measure: measure.id, source, scope };
    checkTargetValue(measure, entry, yearStartMonth, at);
    outcome[putTarget(db, entry)] += 1;
  });
  return outcome;
}

function importWords(db: WriteDb, outcome: ImportOutcome, widened: boolean): string {
  const counts = `${outcome.added} added and ${outcome.changed} changed`;
  const { firstYear, lastYear, yearStartMonth } = readSettings(db);
  const years = widened
    ? `; the plan now runs from ${yearLabel(firstYear, yearStartMonth)} to ` +
      yearLabel(lastYear, yearStartMonth)
    : '';
  const all = counted(outcome.added + outcome.changed + outcome.unchanged, 'figure');
  return `Imported a table of ${all}: ${counts}${years}`;
}

export const importHandlers: Handlers<Pick<typeof figuresCalls, 'figures.import'>> = {
  'figures.import': (db, { table, dryRun }) => {
    const before = readSettings(db);
    const value = importTable(db, table);
    const after = readSettings(db);
    const widened = before.firstYear !== after.firstYear || before.lastYear !== after.lastYear;
    return { value, words: importWords(db, value, widened), discard: dryRun };
  },
};
