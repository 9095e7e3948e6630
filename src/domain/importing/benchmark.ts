/**
 * DfE's published workforce file, read by the names of its columns: they change between
 * releases, and so does their order (DOMAIN.md §3).
 */
import { cellText, isBlank, type RawCell, type Sheet, type SheetRow } from './cells.ts';
import { readNumber } from './numbers.ts';
import { ProblemList, type ImportProblem } from './problems.ts';
import { ImportRefusal } from './refusal.ts';

export const BENCHMARK_LEVELS = ['National', 'Regional', 'Local authority'] as const;
export type BenchmarkLevel = (typeof BENCHMARK_LEVELS)[number];

/** The measures of DfE's file under one name each, whatever the release calls them. */
export const BENCHMARK_MEASURES = {
  inPostFte: 'Social workers in post, FTE',
  inPostHeadcount: 'Social workers in post, headcount',
  startersFte: 'Starters in the year, FTE',
  startersHeadcount: 'Starters in the year, headcount',
  leaversFte: 'Leavers in the year, FTE',
  leaversHeadcount: 'Leavers in the year, headcount',
  turnoverRateFte: 'Turnover rate, FTE, %',
  turnoverRateHeadcount: 'Turnover rate, headcount, %',
  agencyFte: 'Agency workers, FTE',
  agencyHeadcount: 'Agency workers, headcount',
  agencyRateFte: 'Agency rate, FTE, %',
  agencyRateHeadcount: 'Agency rate, headcount, %',
  agencyCoverFte: 'Agency workers covering vacancies, FTE',
  agencyCoverRateFte: 'Share of agency workers covering vacancies, %',
  vacancyFte: 'Vacancies, FTE',
  vacancyRateFte: 'Vacancy rate, FTE, %',
  vacancyAgencyCoverRateFte: 'Share of vacancies covered by agency workers, %',
  caseHoldersFte: 'Case holders, FTE',
  cases: 'Cases held',
  caseloadFte: 'Average caseload',
  workingDaysLostFte: 'Working days lost',
  absenceRateFte: 'Absence rate, %',
} as const;
export type BenchmarkMeasure = keyof typeof BENCHMARK_MEASURES;

/**
 * A number, or the symbol DfE prints for a figure it does not give: `z` not applicable, `x` and `:`
 * not available, `c` confidential, `low` rounds to 0 but is not 0, `u` low reliability. A symbol is
 * never zero.
 */
export type BenchmarkFigure = number | string;

export interface BenchmarkRow {
  row: number;
  /** The census is on 30 September of this year. */
  censusYear: number;
  level: BenchmarkLevel;
  /** The ONS code as published: a few rows hold two, `E06000061 / E06000062`. */
  areaCode: string;
  areaName: string;
  /** Null for the nation. */
  regionCode: string | null;
  /** A blank cell has no entry. */
  figures: Partial<Record<BenchmarkMeasure, BenchmarkFigure>>;
}

export interface BenchmarkFile {
  rows: BenchmarkRow[];
  years: number[];
  measures: BenchmarkMeasure[];
  /** Columns Tenure does not know, by heading. */
  unused: string[];
  problems: ImportProblem[];
}

/** What is said of a file that is something else. */
export const NOT_BENCHMARK =
  'This is not DfE’s workforce file: it has no columns time_period and geographic_level with a figure Tenure knows. Choose the CSV with every local authority from “Children’s social work workforce”. Nothing was changed.';

/** Names of earlier and other releases, as {@link plainName} writes them. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  social_worker: 'inpost',
  social_workers: 'inpost',
  in_post: 'inpost',
  leaver: 'leavers',
  starter: 'starters',
  vacancies: 'vacancy',
  agency_worker: 'agency',
  agency_workers: 'agency',
  agency_worker_rate: 'agency_rate',
  average_caseload: 'caseload',
};
const CODES = {
  year: 'time_period',
  level: 'geographic_level',
  country: 'country_code',
  countryName: 'country_name',
  region: 'region_code',
  regionName: 'region_name',
  area: 'new_la_code',
  oldArea: 'old_la_code',
  areaName: 'la_name',
} as const;
type CodeColumn = keyof typeof CODES;
const NOT_MEASURES = new Set<string>([...Object.values(CODES), 'time_identifier']);

/** No column of DfE's has a longer name. */
const LONGEST_NAME = 200;

/** ` Turnover_Rate_FTE_% ` is `turnover_rate_fte`. */
function plainName(heading: string): string {
  return heading
    .slice(0, LONGEST_NAME)
    .toLowerCase()
    .replace(/%/g, ' ')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .replace(/_(?:percent|perc|pct)$/, '');
}

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const MEASURE_BY_NAME = new Map(
  (Object.keys(BENCHMARK_MEASURES) as BenchmarkMeasure[]).map((measure) => [
    snake(measure).replace(/^in_post/, 'inpost'),
    measure,
  ]),
);

function measureOf(heading: string): BenchmarkMeasure | null {
  const name = plainName(heading);
  const [, stem = '', basis = ''] = /^(.*?)(_fte|_headcount)?$/.exec(name) ?? [];
  const renamed = (OTHER_NAMES[stem] ?? stem) + basis;
  return MEASURE_BY_NAME.get(name) ?? MEASURE_BY_NAME.get(renamed) ?? null;
}

interface Places {
  codes: Map<CodeColumn, number>;
  measures: Map<BenchmarkMeasure, number>;
  unused: string[];
}

function placesOf(header: SheetRow): Places | null {
  const places: Places = { codes: new Map(), measures: new Map(), unused: [] };
  header.cells.forEach((cell, index) => {
    const name = plainName(cellText(cell));
    if (name === '') return;
    const code = (Object.keys(CODES) as CodeColumn[]).find((key) => CODES[key] === name);
    const measure = measureOf(cellText(cell));
    if (code !== undefined) places.codes.set(code, index);
    else if (measure !== null && !places.measures.has(measure)) places.measures.set(measure, index);
    else if (!NOT_MEASURES.has(name)) places.unused.push(cellText(cell));
  });
  const needed: CodeColumn[] = ['year', 'level'];
  return needed.every((key) => places.codes.has(key)) ? places : null;
}

/** The header is looked for in these first rows. */
const LOOK_IN = 20;

function findPlaces(sheet: Sheet): { at: number; places: Places } | null {
  for (let at = 0; at < Math.min(sheet.rows.length, LOOK_IN); at += 1) {
    const places = placesOf(sheet.rows[at]!);
    if (places !== null) return { at, places };
  }
  return null;
}

/** True when the sheet has the columns every release of DfE's file has. */
export function looksLikeBenchmark(sheet: Sheet): boolean {
  const found = findPlaces(sheet);
  return found !== null && found.places.measures.size > 0;
}

/**
 * Reads DfE's file.
 *
 * @throws ImportRefusal when it lacks the columns that say year, area and any measure.
 */
export function readBenchmark(sheet: Sheet): BenchmarkFile {
  const found = findPlaces(sheet);
  if (found === null || found.places.measures.size === 0) {
    throw new ImportRefusal(NOT_BENCHMARK);
  }
  const { places } = found;
  const problems = new ProblemList();
  const seen = new Map<string, number>();
  const rows: BenchmarkRow[] = [];
  let repeated = 0;
  for (const row of sheet.rows.slice(found.at + 1)) {
    const read = readRow(row, places, problems);
    if (read === null) continue;
    const key = `${read.censusYear} ${read.areaCode}`;
    const before = seen.get(key);
    if (before === undefined) {
      seen.set(key, row.number);
      rows.push(read);
    } else {
      repeated += 1;
      const why = `Row ${before} has the same area and year.`;
      refuse(problems, row, CODES.area, read.areaCode, why);
    }
  }
  // The first of several is not their total: nothing of such a file may be taken for one.
  if (repeated >= rows.length && repeated > 0) {
    throw new ImportRefusal(
      'This file breaks its figures down: it has several rows for one area and year. Choose the CSV with one row for each authority and year from “Children’s social work workforce”.',
    );
  }
  return {
    rows,
    years: [...new Set(rows.map(({ censusYear }) => censusYear))].sort((a, b) => a - b),
    measures: [...places.measures.keys()],
    unused: places.unused,
    problems: problems.problems,
  };
}

function refuse(
  problems: ProblemList,
  row: SheetRow,
  column: string,
  written: string,
  why: string,
) {
  const remedy = 'The row was left out. Compare it with the file on DfE’s site.';
  problems.add({ row: row.number, column, written, why, remedy, severity: 'refuses-row' });
}

function readRow(row: SheetRow, places: Places, problems: ProblemList): BenchmarkRow | null {
  const textAt = (index: number | undefined) =>
    index === undefined ? '' : cellText(row.cells[index] ?? null);
  const code = (key: CodeColumn) => textAt(places.codes.get(key));
  if (row.cells.every(isBlank)) return null;
  const year = /^(?:19|20)\d{2}$/.exec(code('year'))?.[0];
  if (year === undefined) {
    refuse(
      problems,
      row,
      CODES.year,
      code('year'),
      'It is not the year of a census, such as 2023.',
    );
    return null;
  }
  const level = BENCHMARK_LEVELS.find((each) => each.toLowerCase() === code('level').toLowerCase());
  if (level === undefined) {
    refuse(
      problems,
      row,
      CODES.level,
      code('level'),
      'It is not National, Regional or Local authority.',
    );
    return null;
  }
  const area = areaOf(level, code);
  if (area.areaCode === '') {
    refuse(problems, row, CODES.area, '', 'The row has no code of its area.');
    return null;
  }
  return {
    row: row.number,
    censusYear: Number(year),
    level,
    ...area,
    regionCode: level === 'National' || code('region') === '' ? null : code('region'),
    figures: figuresOf(row, places, problems),
  };
}

const AREA_COLUMNS: Record<BenchmarkLevel, [code: CodeColumn, name: CodeColumn]> = {
  National: ['country', 'countryName'],
  Regional: ['region', 'regionName'],
  'Local authority': ['area', 'areaName'],
};

/** An area without a name in the file goes by its code. */
function areaOf(
  level: BenchmarkLevel,
  code: (key: CodeColumn) => string,
): { areaCode: string; areaName: string } {
  const [codeColumn, nameColumn] = AREA_COLUMNS[level];
  const old = level === 'Local authority' ? code('oldArea') : '';
  const areaCode = code(codeColumn) || old;
  return { areaCode, areaName: code(nameColumn) || areaCode };
}

function figuresOf(row: SheetRow, places: Places, problems: ProblemList): BenchmarkRow['figures'] {
  const figures: BenchmarkRow['figures'] = {};
  for (const [measure, index] of places.measures) {
    const cell = row.cells[index] ?? null;
    const figure = figureOf(cell);
    if (figure === null) continue;
    if (typeof figure === 'string' && !/^[a-z:~.*-]{1,4}$/i.test(figure)) {
      problems.add({
        row: row.number,
        column: BENCHMARK_MEASURES[measure],
        written: figure,
        why: 'It is neither a number nor one of DfE’s symbols.',
        remedy: 'The figure was left out. Compare it with the file on DfE’s site.',
        severity: 'question',
      });
      continue;
    }
    figures[measure] = figure;
  }
  return figures;
}

function figureOf(cell: RawCell): BenchmarkFigure | null {
  if (isBlank(cell)) return null;
  if (typeof cell === 'number') return cell;
  const text = cellText(cell);
  return readNumber(text, '.')?.value ?? text;
}
