/** The table of areas by years, and the lines drawn of it. */
import {
  censusDate,
  COMPARED_MEASURES,
  figureInWords,
  figureText,
  publishedFigure,
  symbolMeaning,
  type Compared,
} from '../../../domain/benchmark/measures.ts';
import type { OwnFigures } from '../../../domain/benchmark/ownFigures.ts';
import { dateInWords } from '../../../domain/calendar.ts';
import { signedFixed } from '../../../domain/format.ts';
import type { HeldArea } from '../../stores/benchmark.ts';

/** One figure of the table. */
export interface ComparedCell {
  year: number;
  /** "24%", "c", "–". */
  text: string;
  /** The same for people who hear it, where the text does not say it all. */
  words: string | null;
}

export interface ComparedRow {
  key: string;
  name: string;
  /** Under the name: "Your authority, published by DfE". */
  about: string;
  kind: 'own' | 'records' | 'difference' | 'other';
  cells: ComparedCell[];
}

/** The plan's own figures by census year. */
export type OwnByYear = ReadonlyMap<number, OwnFigures>;

/** A plan's own figure in percent; null where records do not give it. */
export function recordedFigure(own: OwnByYear, year: number, measure: Compared): number | null {
  return measure === 'caseload' ? null : (own.get(year)?.[measure] ?? null);
}

const LEVELS = { National: 'Nation', Regional: 'Region', 'Local authority': 'Authority' } as const;

function publishedCell(area: HeldArea, year: number, measure: Compared): ComparedCell {
  const row = area.years.get(year);
  const figure = publishedFigure(row, measure);
  if (figure === null) {
    return { year, text: '–', words: row ? 'no figure' : 'not in the file' };
  }
  if (typeof figure === 'number') {
    return { year, text: figureInWords(figure, measure), words: null };
  }
  return { year, text: figure, words: `${figure}: ${symbolMeaning(figure)}` };
}

function publishedRow(
  area: HeldArea,
  years: readonly number[],
  measure: Compared,
  own: boolean,
): ComparedRow {
  return {
    key: area.code,
    name: area.name,
    about: own ? 'Your authority, as DfE published it' : LEVELS[area.level],
    kind: own ? 'own' : 'other',
    cells: years.map((year) => publishedCell(area, year, measure)),
  };
}

function recordsRows(
  area: HeldArea,
  years: readonly number[],
  measure: Compared,
  own: OwnByYear,
): ComparedRow[] {
  if (years.every((year) => recordedFigure(own, year, measure) === null)) return [];
  const recorded = years.map((year): ComparedCell => {
    const value = recordedFigure(own, year, measure);
    return value === null
      ? { year, text: '–', words: 'the records do not give it' }
      : { year, text: figureText(value, measure), words: null };
  });
  const apart = years.map((year): ComparedCell => {
    const value = recordedFigure(own, year, measure);
    const published = publishedFigure(area.years.get(year), measure);
    if (value === null || typeof published !== 'number') {
      return { year, text: '–', words: 'nothing to compare' };
    }
    const text = signedFixed(value - published);
    return { year, text, words: `${text} points` };
  });
  return [
    {
      key: 'records',
      name: 'From this plan’s records',
      about: 'DfE basis, at 30 September of each year',
      kind: 'records',
      cells: recorded,
    },
    {
      key: 'difference',
      name: 'Difference',
      about: 'Records less DfE’s figure, in percentage points',
      kind: 'difference',
      cells: apart,
    },
  ];
}

/** The table: the authority, its own records beside it, and those it is compared with. */
export function comparedRows(
  area: HeldArea,
  comparators: readonly HeldArea[],
  years: readonly number[],
  measure: Compared,
  own: OwnByYear,
): ComparedRow[] {
  return [
    publishedRow(area, years, measure, true),
    ...recordsRows(area, years, measure, own),
    ...comparators.map((other) => publishedRow(other, years, measure, false)),
  ];
}

/** The symbols in a table, each once with its meaning: "c: confidential". */
export function symbolsShown(areas: readonly HeldArea[], measure: Compared): string[] {
  const symbols = areas.flatMap(({ years }) =>
    [...years.values()].map((row) => publishedFigure(row, measure)),
  );
  return [...new Set(symbols)]
    .filter((figure) => typeof figure === 'string')
    .sort()
    .map((symbol) => `${symbol}: ${symbolMeaning(symbol)}`);
}

/** Years that were published under another name: two authorities in one row, or a row of one. */
export function otherNames(areas: readonly HeldArea[]): string[] {
  return areas.flatMap((area) => {
    const under = new Map<string, number[]>();
    for (const [year, { areaCode, areaName }] of area.years) {
      if (areaCode === area.code || areaName === area.name) continue;
      under.set(areaName, [...(under.get(areaName) ?? []), year]);
    }
    return [...under].map(
      ([name, years]) => `${area.name}, ${yearsInWords(years)}: published as ${name}.`,
    );
  });
}

/** `2017`, `2017 to 2019`, `2017, 2020 and 2021`. */
export function yearsInWords(years: readonly number[]): string {
  const sorted = [...years].sort((a, b) => a - b);
  const first = sorted[0] ?? 0;
  const last = sorted.at(-1) ?? 0;
  if (sorted.length > 1 && last - first === sorted.length - 1) return `${first} to ${last}`;
  return listed(sorted.map(String));
}

/** `2017`, `2017 and 2020`, `2017, 2020 and 2021`. */
function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

/**
 * The files figures were read from, with the years, and the areas where not all are from one:
 * "csww.csv: 2017 to 2023", or "csww.csv: Hackney and Newham, 2017 to 2023".
 */
export function sourcesShown(areas: readonly HeldArea[], years: readonly number[]): string[] {
  const spans = areas.flatMap((area) => {
    const found = new Map<string, number[]>();
    for (const year of years) {
      const source = area.years.get(year)?.source;
      if (source !== undefined) found.set(source, [...(found.get(source) ?? []), year]);
    }
    return [...found].map(([source, of]) => ({ source, of: yearsInWords(of), name: area.name }));
  });
  const together = new Map<string, typeof spans>();
  for (const span of spans) {
    const key = `${span.source}: ${span.of}`;
    together.set(key, [...(together.get(key) ?? []), span]);
  }
  const all = together.size === 1;
  return [...together.values()].map((same) => {
    const { source, of } = same[0]!;
    return all ? `${source}: ${of}` : `${source}: ${listed(same.map(({ name }) => name))}, ${of}`;
  });
}

/** "Vacancy rate, 30 September 2021: Tower Hamlets 24%, Inner London 24.5%." */
export function latestInWords(
  areas: readonly HeldArea[],
  years: readonly number[],
  measure: Compared,
): string {
  const [own] = areas;
  const latest = years.findLast(
    (year) => typeof publishedFigure(own?.years.get(year), measure) === 'number',
  );
  const { label } = COMPARED_MEASURES[measure];
  if (latest === undefined) return `DfE gives no ${label.toLowerCase()} of ${own?.name ?? ''}.`;
  const figures = areas.map(
    ({ name, years: of }) =>
      `${name} ${figureInWords(publishedFigure(of.get(latest), measure), measure)}`,
  );
  return `${label} at ${dateInWords(censusDate(latest))}: ${figures.join(', ')}.`;
}
