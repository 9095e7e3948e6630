/** DfE's published figures, and whom the plan is compared with. */
import type { Benchmark, benchmarkCalls, BenchmarkEntry } from '../../contract/benchmark.ts';
import type { ImportOutcome } from '../../contract/figures.ts';
import type { Db, WriteDb } from '../db.ts';
import { Refusal } from '../faults.ts';
import type { Handlers } from './types.ts';
import { counted, listed } from './words.ts';

type StoredRow = Omit<Benchmark['rows'][number], 'figures'> & { figures: string };

function readBenchmark(db: Db): Benchmark {
  const rows = db.all<StoredRow>(
    `SELECT census_year AS censusYear, level, area_code AS areaCode, area_name AS areaName,
            region_code AS regionCode, source, figures
       FROM benchmark ORDER BY census_year DESC, area_name, id`,
  );
  const chosen = db.all<{ code: string; own: 0 | 1 }>(
    'SELECT area_code AS code, own FROM comparator ORDER BY position',
  );
  return {
    rows: rows.map((row) => ({
      ...row,
      figures: JSON.parse(row.figures) as BenchmarkEntry['figures'],
    })),
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

function putRow(db: WriteDb, source: string, row: BenchmarkEntry): keyof ImportOutcome {
  const there = db.get(
    'SELECT 1 FROM benchmark WHERE census_year = ? AND area_code = ?',
    ...[row.censusYear, row.areaCode],
  );
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
  if (!there) return 'added';
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
export function importBenchmark(
  db: WriteDb,
  source: string,
  rows: readonly BenchmarkEntry[],
): ImportOutcome {
  const outcome: ImportOutcome = { added: 0, changed: 0, unchanged: 0 };
  for (const row of rows) outcome[putRow(db, source, row)] += 1;
  return outcome;
}

/** The latest published name of a code. */
function nameOf(db: Db, code: string): string | undefined {
  return db.get<{ name: string }>(
    `SELECT area_name AS name FROM benchmark WHERE area_code = ?
      ORDER BY census_year DESC LIMIT 1`,
    code,
  )?.name;
}

/**
 * Chooses the plan's own authority and the areas it is compared with, in order.
 *
 * @returns what was chosen, in words.
 * @throws Refusal when an area is chosen twice, or is not in the published figures.
 */
export function chooseAreas(db: WriteDb, own: string | null, others: readonly string[]): string {
  const wanted = [...(own === null ? [] : [own]), ...others];
  if (new Set(wanted).size !== wanted.length) {
    throw new Refusal('bad-input', 'Choose each area once.', 'others');
  }
  wanted.forEach((code, index) => {
    if (nameOf(db, code) !== undefined) return;
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
  const whose = own === null ? '' : `, with ${nameOf(db, own)!} as this authority`;
  const names = others.map((code) => nameOf(db, code)!);
  const shown = names.length > 5 ? counted(names.length, 'area') : listed(names);
  return `Chose whom to compare with: ${shown || 'nobody'}${whose}`;
}

export const benchmarkHandlers: Handlers<typeof benchmarkCalls> = {
  'benchmark.read': (db) => readBenchmark(db),

  'benchmark.import': (db, { source, rows }) => {
    const outcome = importBenchmark(db, source, rows);
    const words =
      `Imported published figures of ${yearsInWords(rows)} from ${source}: ` +
      `${counted(outcome.added, 'row')} added and ${outcome.changed} changed`;
    return { value: outcome, words };
  },

  'comparators.set': (db, { own, others }) => ({
    value: null,
    words: chooseAreas(db, own, others),
  }),
};
