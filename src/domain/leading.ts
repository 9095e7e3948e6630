/**
 * Which figure leads where records and reports give two (DOMAIN.md §4): the reported one. Records
 * lead where nothing is reported and they reach the figure, and wherever somebody has chosen them.
 * Whatever follows from figures (headlines, ratings, bridges, charts, projections) follows from the
 * leading ones.
 */
import { calculateRate } from './calculate.ts';
import type { IsoDate, Year } from './calendar.ts';
import { isFact } from './facts.ts';
import {
  readingInUse,
  routesOf,
  scopeInUse,
  type Measure,
  type MeasureKind,
  type PlanFigures,
  type Reading,
} from './figures.ts';
import { recordsKey, type RecordsCell } from './records/recordsFigures.ts';

export type Leads = 'reported' | 'records';

/** Somebody's choice for a cell. */
export interface LeadChoice {
  measure: number;
  year: Year;
  leads: Leads;
}

/** The source of figures worked out from records. No row of the plan has its id. */
export const RECORDS_SOURCE = -1;
export const RECORDS_SOURCE_NAME = 'From records';

/**
 * The figures as they were known at the close of a date: readings taken later are not there. What
 * is planned or to be confirmed is of no date, and stays.
 */
export function asKnownAt(figures: PlanFigures, date: IsoDate): PlanFigures {
  const readings = figures.readings.filter((one) => one.asAt <= date || !isFact(one));
  return readings.length === figures.readings.length ? figures : { ...figures, readings };
}

/** The counts a rate or total is made of: whichever of the two leads there should lead here. */
const MADE_OF: Partial<Record<MeasureKind, MeasureKind>> = {
  vacancyRate: 'vacancies',
  turnoverRate: 'leavers',
  agencyRate: 'agency',
};

function partsOf(figures: PlanFigures, { kind }: Measure): Measure[] {
  if (kind === 'recruitsTotal') return routesOf(figures, true);
  const part = MADE_OF[kind];
  return part === undefined ? [] : figures.measures.filter((measure) => measure.kind === part);
}

/** Everything that decides which figure leads. */
interface Deciding {
  figures: PlanFigures;
  cells: ReadonlyMap<string, RecordsCell>;
  choices: readonly LeadChoice[];
}

/** True where what a rate or total is made of is reported, so that it should follow from that. */
function followsReported(deciding: Deciding, measure: Measure, year: Year): boolean {
  const { figures, cells, choices } = deciding;
  const reported = partsOf(figures, measure).filter(({ id }) =>
    isFact(readingInUse(figures, id, year)),
  );
  return reported.some((part) => {
    if (leadsIn(figures, cells, choices, part.id, year).leads === 'records') return false;
    const reached = cells.get(recordsKey(part.id, year))?.shortfall === '';
    return !reached || measure.kind === 'recruitsTotal' || isCalculated(figures, measure, year);
  });
}

const isCalculated = (figures: PlanFigures, { kind }: Measure, year: Year) =>
  calculateRate(figures, kind, year) !== null;

/** Which figure leads in a cell, and whether somebody chose it. */
export function leadsIn(
  figures: PlanFigures,
  cells: ReadonlyMap<string, RecordsCell>,
  choices: readonly LeadChoice[],
  measure: number,
  year: Year,
): { leads: Leads; chosen: boolean } {
  const cell = cells.get(recordsKey(measure, year));
  const has = cell?.latest != null;
  const choice = choices.find((one) => one.measure === measure && one.year === year);
  if (choice && (choice.leads === 'reported' || has)) return { leads: choice.leads, chosen: true };
  const row = figures.measures.find(({ id }) => id === measure);
  const mayLead =
    has &&
    row !== undefined &&
    cell.shortfall === '' &&
    !isFact(readingInUse(figures, measure, year)) &&
    !followsReported({ figures, cells, choices }, row, year);
  return { leads: mayLead ? 'records' : 'reported', chosen: false };
}

function asReading({ measure, year, latest }: RecordsCell, id: number, scope: number): Reading {
  const { asAt, value, partYear, inProgress, note } = latest!;
  return {
    ...{ id, measure, scope, source: RECORDS_SOURCE, year, asAt, value, inProgress, note },
    status: partYear ? 'part-year' : 'actual',
    text: '',
    chosen: true,
  };
}

/**
 * The plan's figures with those from records where they lead: each is one more reading of its
 * cell, chosen over the others. The plan's own object where none leads.
 */
export function leadingFigures(
  figures: PlanFigures,
  cells: ReadonlyMap<string, RecordsCell>,
  choices: readonly LeadChoice[],
): PlanFigures {
  // Records count the roles that the plan's own measures count: the scope in use.
  const scope = (scopeInUse(figures) ?? figures.scopes[0])?.id ?? RECORDS_SOURCE;
  const added = [...cells.values()]
    .filter(
      ({ measure, year }) => leadsIn(figures, cells, choices, measure, year).leads === 'records',
    )
    .map((cell, at) => asReading(cell, -1 - at, scope));
  if (added.length === 0) return figures;
  const led = new Set(added.map(({ measure, year }) => recordsKey(measure, year)));
  return {
    ...figures,
    sources: [
      ...figures.sources,
      { id: RECORDS_SOURCE, name: RECORDS_SOURCE_NAME, publishedOn: null },
    ],
    readings: [
      ...figures.readings.map((reading) =>
        reading.chosen && led.has(recordsKey(reading.measure, reading.year))
          ? { ...reading, chosen: false }
          : reading,
      ),
      ...added,
    ],
  };
}
