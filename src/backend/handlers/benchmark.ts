/** DfE's published figures, and whom the plan is compared with. */
import type { Benchmark, benchmarkCalls, BenchmarkEntry } from '../../contract/benchmark.ts';
import type { ImportOutcome } from '../../contract/figures.ts';
import { withPublished } from '../../domain/benchmark/compact.ts';
import type { Db, WriteDb } from '../db.ts';
import { Refusal } from '../faults.ts';
import type { PublishedRows } from '../published.ts';
import type { Handlers } from './types.ts';
import { counted, listed } from './words.ts';

type StoredRow = Omit<Benchmark['rows'][number], 'figures'> & { figures: string };

/** The plan's own rows, and those that come with Tenure for every area and year it has none of. */
function readBenchmark(db: Db, published: PublishedRows): Benchmark {
  const rows = db.all<StoredRow>(
    `SELECT census_year AS censusYear, level, area_code AS areaCode, area_name AS areaName,
            region_code AS regionCode, source, figures
       FROM benchmark ORDER BY census_year DESC, area_name, id`,
  );
  const chosen = db.all<{ code: string; own: 0 | 1 }>(
    'SELECT area_code AS code, own FROM comparator ORDER BY position',
  );
  return {
    rows: withPublished(
      rows.map((row) => ({
        ...row,
        figures: JSON.parse(row.figures) as BenchmarkEntry['figures'],
      })),
      published,
    ),
    own: chosen.find(({ own }) => own === 1)?.code ?? null,
    comparators: chosen.filter(({ own }) => own === 0).map(({ code }) => code),
  };
}

/** Figures as text that says the same whenever they are the same. */
function canonical(figures: BenchmarkEntry['figures']): string {
  return JSON.stringify(
    Object.fromEntries(Object.entries(figures).sort(([a], [b]) => (a < b ? -1 : 1))),
  );
}

const keyOf = ({ censusYear, areaCode }: BenchmarkEntry) => `${censusYear} ${areaCode}`;

/** True of rows that say the same of the same area. */
function sayTheSame(a: BenchmarkEntry, b: BenchmarkEntry): boolean {
  return (
    a.level === b.level &&
    a.areaName === b.areaName &&
    a.regionCode === b.regionCode &&
    canonical(a.figures) === canonical(b.figures)
  );
}

/** @param came - the row that came with Tenure, where there is one. */
function putRow(
  db: WriteDb,
  source: string,
  row: BenchmarkEntry,
  came: BenchmarkEntry | undefined,
): keyof ImportOutcome {
  const there = db.get(
    'SELECT 1 FROM benchmark WHERE census_year = ? AND area_code = ?',
    ...[row.censusYear, row.areaCode],
  );
  // What came with Tenure is in every plan already, and is not kept twice.
  if (!there && came && sayTheSame(row, came)) return 'unchanged';
  // A later file with the same figures changes nothing, its name neither.
  const { changes } = db.run(
    `INSERT INTO benchmark (census_year, level, area_code, area_name, region_code, source, figures)
       VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (census_year, area_code) DO UPDATE
         SET level = excluded.level, area_name = excluded.area_name,
             region_code = excluded.region_code, source = excluded.source,
             figures = excluded.figures
       WHERE (level, area_name, region_code, figures)
         IS NOT (excluded.level, excluded.area_name, excluded.region_code, excluded.figures)`,
    ...[
      row.censusYear,
      row.level,
      row.areaCode,
      row.areaName,
      row.regionCode,
      source,
      canonical(row.figures),
    ],
  );
  if (!there) return came ? 'changed' : 'added';
  return changes > 0 ? 'changed' : 'unchanged';
}

/** `2017`, or `2017 to 2023`. */
function yearsInWords(rows: readonly BenchmarkEntry[]): string {
  const years = rows.map(({ censusYear }) => censusYear);
  const first = years.reduce((a, b) => Math.min(a, b));
  const last = years.reduce((a, b) => Math.max(a, b));
  return first === last ? String(first) : `${first} to ${last}`;
}

/** Takes in a published file's rows, each in place of that of the same area and year. */
function importBenchmark(
  db: WriteDb,
  published: PublishedRows,
  source: string,
  rows: readonly BenchmarkEntry[],
): ImportOutcome {
  const outcome: ImportOutcome = { added: 0, changed: 0, unchanged: 0 };
  const came = new Map(published.map((row) => [keyOf(row), row]));
  for (const row of rows) outcome[putRow(db, source, row, came.get(keyOf(row)))] += 1;
  return outcome;
}

/** The latest published name of a code, the plan's own rows before those that come with Tenure. */
function nameOf(db: Db, published: PublishedRows, code: string): string | undefined {
  const own = db.get<{ name: string }>(
    `SELECT area_name AS name FROM benchmark WHERE area_code = ?
      ORDER BY census_year DESC LIMIT 1`,
    code,
  )?.name;
  return own ?? published.find(({ areaCode }) => areaCode === code)?.areaName;
}

/**
 * Chooses the plan's own authority and the areas it is compared with, in order.
 *
 * @returns what was chosen, in words.
 * @throws Refusal when an area is chosen twice, or is not in the published figures.
 */
export function chooseAreas(
  db: WriteDb,
  published: PublishedRows,
  own: string | null,
  others: readonly string[],
): string {
  const name = (code: string) => nameOf(db, published, code);
  const wanted = [...(own === null ? [] : [own]), ...others];
  if (new Set(wanted).size !== wanted.length) {
    throw new Refusal('bad-input', 'Choose each area once.', 'others');
  }
  wanted.forEach((code, index) => {
    if (name(code) !== undefined) return;
    const field = own === null ? `others.${index}` : index === 0 ? 'own' : `others.${index - 1}`;
    throw new Refusal('bad-input', 'That area is not in the published figures.', field);
  });
  db.run(
    'DELETE FROM comparator WHERE area_code NOT IN (SELECT value FROM json_each(?))',
    JSON.stringify(wanted),
  );
  // One at a time may be the plan's own, so the old one gives way first.
  db.run('UPDATE comparator SET own = 0 WHERE own = 1 AND area_code IS NOT ?', own);
  wanted.forEach((code, position) => {
    db.run(
      `INSERT INTO comparator (area_code, own, position) VALUES (?, ?, ?)
         ON CONFLICT (area_code) DO UPDATE SET own = excluded.own, position = excluded.position`,
      ...[code, code === own ? 1 : 0, position],
    );
  });
  const whose = own === null ? '' : `, with ${name(own)!} as this authority`;
  const names = others.map((code) => name(code)!);
  const shown = names.length > 5 ? counted(names.length, 'area') : listed(names);
  return `Chose whom to compare with: ${shown || 'nobody'}${whose}`;
}

export const benchmarkHandlers: Handlers<typeof benchmarkCalls> = {
  'benchmark.read': (db, _input, { published }) => readBenchmark(db, published()),

  'benchmark.import': (db, { source, rows }, { published }) => {
    const outcome = importBenchmark(db, published(), source, rows);
    const words =
      `Imported published figures of ${yearsInWords(rows)} from ${source}: ` +
      `${counted(outcome.added, 'row')} added and ${outcome.changed} changed`;
    return { value: outcome, words };
  },

  'comparators.set': (db, { own, others }, { published }) => ({
    value: null,
    words: chooseAreas(db, published(), own, others),
  }),
};
