/**
 * Which figure leads where records and reports give two (DOMAIN.md §4): the reported one, unless
 * somebody has chosen the records', or nothing is reported for that year. Whatever follows from
 * figures (ratings, bridges, charts, projections) follows from the leading ones.
 */
import type { Year } from './calendar.ts';
import { isFact } from './facts.ts';
import { readingInUse, scopeInUse, type PlanFigures, type Reading } from './figures.ts';
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

/** Which figure leads in a cell, and whether somebody chose it. */
export function leadsIn(
  figures: PlanFigures,
  cells: ReadonlyMap<string, RecordsCell>,
  choices: readonly LeadChoice[],
  measure: number,
  year: Year,
): { leads: Leads; chosen: boolean } {
  const has = cells.get(recordsKey(measure, year))?.latest != null;
  const choice = choices.find((one) => one.measure === measure && one.year === year);
  if (choice && (choice.leads === 'reported' || has)) return { leads: choice.leads, chosen: true };
  const reported = isFact(readingInUse(figures, measure, year));
  return { leads: has && !reported ? 'records' : 'reported', chosen: false };
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
