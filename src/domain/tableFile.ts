/**
 * The table as a file: one line for each reading and each target revision, so that a file
 * read back gives exactly the figures it was written from (DOMAIN.md §4).
 *
 * `readTable` in tableFile/read.ts is the way back; `publishedSheet` in tableFile/published.ts
 * is the table as councils print it, for people to read.
 */
import { yearLabel } from './calendar.ts';
import {
  measuresInOrder,
  type Measure,
  type MeasureKind,
  type PlanFigures,
  type Reading,
  type Scope,
  type Source,
  type Status,
  type Target,
  type Unit,
} from './figures.ts';

/** One cell of a file: text, a number that stays a number, or nothing. Dates are ISO text. */
export type FileCell = string | number | null;

/** What a figure names instead of numbering, so that it means the same in another plan. */
interface Named {
  measure: string;
  scope: string;
  source: string;
}

export type TableReading = Omit<Reading, 'id' | keyof Named> & Named;
export type TableTarget = Omit<Target, 'id' | keyof Named> & Named;

/** A whole table with names instead of ids: what a file holds. */
export interface TableContent {
  measures: Pick<Measure, 'label' | 'kind' | 'unit'>[];
  sources: Pick<Source, 'name' | 'publishedOn'>[];
  scopes: Pick<Scope, 'name' | 'note'>[];
  readings: TableReading[];
  targets: TableTarget[];
}

/** What a line of the file is about. `Row`, `Source` and `Scope` are those no figure names. */
export const RECORDS = ['Figure', 'Target', 'Row', 'Source', 'Scope'] as const;
export type RecordKind = (typeof RECORDS)[number];

/** The sheet of a workbook that holds these lines. */
export const FIGURES_SHEET = 'Figures';

interface Column {
  heading: string;
  type: 'text' | 'number' | 'date';
  /** In characters, for a spreadsheet. */
  width: number;
}

/** The columns in order. A file may hold them in any order, and others beside them. */
export const COLUMNS = {
  record: { heading: 'Record', type: 'text', width: 9 },
  row: { heading: 'Row', type: 'text', width: 38 },
  kind: { heading: 'Kind', type: 'text', width: 18 },
  unit: { heading: 'Unit', type: 'text', width: 9 },
  year: { heading: 'Year', type: 'text', width: 10 },
  quarter: { heading: 'Quarter', type: 'number', width: 9 },
  asAt: { heading: 'As at', type: 'date', width: 12 },
  setOn: { heading: 'Set on', type: 'date', width: 12 },
  value: { heading: 'Value', type: 'number', width: 10 },
  upper: { heading: 'Upper', type: 'number', width: 9 },
  status: { heading: 'Status', type: 'text', width: 12 },
  inProgress: { heading: 'In progress', type: 'number', width: 12 },
  text: { heading: 'As written', type: 'text', width: 30 },
  note: { heading: 'Note', type: 'text', width: 40 },
  reason: { heading: 'Reason', type: 'text', width: 28 },
  chosen: { heading: 'Chosen', type: 'text', width: 9 },
  source: { heading: 'Source', type: 'text', width: 40 },
  published: { heading: 'Source published', type: 'date', width: 17 },
  scope: { heading: 'Scope', type: 'text', width: 30 },
  scopeNote: { heading: 'Scope note', type: 'text', width: 40 },
} as const satisfies Record<string, Column>;
export type ColumnName = keyof typeof COLUMNS;

const NAMES = Object.keys(COLUMNS) as ColumnName[];

/** Kinds of row in words. */
export const KIND_WORDS: Record<MeasureKind, string> = {
  establishment: 'Establishment',
  vacancies: 'Vacancies',
  vacancyRate: 'Vacancy rate',
  recruits: 'Recruitment route',
  recruitsTotal: 'Total recruits',
  leavers: 'Leavers',
  turnoverRate: 'Turnover rate',
  agency: 'Agency workers',
  agencyRate: 'Agency rate',
  other: 'Other',
};

/** The unit a kind of row is counted in unless somebody says otherwise. */
export const UNIT_OF_KIND: Record<MeasureKind, Unit> = {
  establishment: 'posts',
  vacancies: 'posts',
  vacancyRate: 'percent',
  recruits: 'people',
  recruitsTotal: 'people',
  leavers: 'people',
  turnoverRate: 'percent',
  agency: 'people',
  agencyRate: 'percent',
  other: 'number',
};

/** Statuses as the file writes them. */
export const STATUS_WORDS: Record<Status | 'set', string> = {
  actual: 'Actual',
  provisional: 'Provisional',
  'part-year': 'Part-year',
  planned: 'Planned',
  set: 'Set',
  tbc: 'tbc',
};

/** A plan's table with names instead of ids, in the order of its rows, retired ones included. */
export function tableContent(figures: PlanFigures): TableContent {
  const order = measuresInOrder(figures, true);
  const labels = new Map(order.map(({ id, label }) => [id, label]));
  const scopes = new Map(figures.scopes.map(({ id, name }) => [id, name]));
  const sources = new Map(figures.sources.map(({ id, name }) => [id, name]));
  const named = <Figure extends Reading | Target>({ id: _, ...figure }: Figure) => ({
    ...figure,
    measure: labels.get(figure.measure) ?? '',
    scope: scopes.get(figure.scope) ?? '',
    source: sources.get(figure.source) ?? '',
  });
  return {
    measures: order.map(({ label, kind, unit }) => ({ label, kind, unit })),
    sources: figures.sources.map(({ name, publishedOn }) => ({ name, publishedOn })),
    scopes: figures.scopes.map(({ name, note }) => ({ name, note })),
    readings: order.flatMap(({ id }) =>
      figures.readings
        .filter((reading) => reading.measure === id)
        .sort((a, b) => a.year - b.year || a.asAt.localeCompare(b.asAt) || a.id - b.id)
        .map((reading) => named(reading)),
    ),
    targets: order.flatMap(({ id }) =>
      figures.targets
        .filter((target) => target.measure === id)
        .sort((a, b) => a.year - b.year || a.setOn.localeCompare(b.setOn) || a.id - b.id)
        .map((target) => named(target)),
    ),
  };
}

type Line = Partial<Record<ColumnName, FileCell>>;

function toCells(line: Line): FileCell[] {
  return NAMES.map((name) => {
    const cell = line[name] ?? null;
    return cell === '' ? null : cell;
  });
}

/**
 * A table as the rows of a file, headings first.
 *
 * @param startMonth - the month years start in: 1 writes `2021`, any other `2021-22`.
 */
export function writeTable(content: TableContent, startMonth: number): FileCell[][] {
  const published = new Map(content.sources.map((source) => [source.name, source.publishedOn]));
  const scopeNotes = new Map(content.scopes.map((scope) => [scope.name, scope.note]));
  const about = ({ source, scope }: Named, year: number): Line => ({
    year: yearLabel(year, startMonth),
    source,
    published: published.get(source) ?? null,
    scope,
    scopeNote: scopeNotes.get(scope) ?? '',
  });

  const lines = content.measures.flatMap((measure): Line[] => {
    const row: Line = {
      row: measure.label,
      kind: KIND_WORDS[measure.kind],
      unit: measure.unit,
    };
    const figures = [
      ...content.readings
        .filter((reading) => reading.measure === measure.label)
        .map((reading) => ({ ...row, ...readingLine(reading), ...about(reading, reading.year) })),
      ...content.targets
        .filter((target) => target.measure === measure.label)
        .map((target) => ({ ...row, ...targetLine(target), ...about(target, target.year) })),
    ];
    return figures.length > 0 ? figures : [{ record: 'Row', ...row }];
  });

  const usedSources = new Set([...content.readings, ...content.targets].map((f) => f.source));
  const usedScopes = new Set([...content.readings, ...content.targets].map((f) => f.scope));
  const unused: Line[] = [
    ...content.sources
      .filter(({ name }) => !usedSources.has(name))
      .map((s): Line => ({ record: 'Source', source: s.name, published: s.publishedOn })),
    ...content.scopes
      .filter(({ name }) => !usedScopes.has(name))
      .map((s): Line => ({ record: 'Scope', scope: s.name, scopeNote: s.note })),
  ];
  return [
    NAMES.map((name) => COLUMNS[name].heading),
    ...[...lines, ...unused].map((line) => toCells(line)),
  ];
}

function readingLine(reading: TableReading): Line {
  return {
    record: 'Figure',
    asAt: reading.asAt,
    value: reading.value,
    status: STATUS_WORDS[reading.status],
    inProgress: reading.inProgress,
    text: reading.text,
    note: reading.note,
    chosen: reading.chosen ? 'Yes' : '',
  };
}

function targetLine(target: TableTarget): Line {
  return {
    record: 'Target',
    quarter: target.quarter,
    setOn: target.setOn,
    value: target.value,
    upper: target.upper,
    status: STATUS_WORDS[target.status],
    text: target.text,
    reason: target.reason,
  };
}
