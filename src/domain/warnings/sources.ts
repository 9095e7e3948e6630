/** Sources that disagree about the same measure and year. All are kept; the user chooses. */
import { dateInWords, endOfYear, type Year } from '../calendar.ts';
import {
  isFlow,
  measuresInOrder,
  readingInUse,
  readingsOf,
  targetRevisions,
  yearsOf,
  type Measure,
  type PlanFigures,
} from '../figures.ts';
import { isFact, type Fact } from '../facts.ts';
import { formatValue } from '../format.ts';
import { differ, warning, type Warning } from './warning.ts';

/** The first of each source, in order. */
function firstOfEachSource<Item extends { source: number }>(items: Item[]): Item[] {
  return items.filter(
    (item, index) => items.findIndex((other) => other.source === item.source) === index,
  );
}

/** A source's name, cut short: papers have long names, and a warning names several. */
function sourceName(figures: PlanFigures, id: number): string {
  const name = figures.sources.find((source) => source.id === id)?.name ?? '';
  return name.length > 60 ? `${name.slice(0, 60).replace(/[\s,;]+\S*$/, '')}…` : name;
}

/**
 * Whether two sources disagree. A count grows through its year, so a smaller one taken
 * earlier agrees with a larger one taken later.
 */
function disagree(a: Fact, b: Fact, row: Measure): boolean {
  if (!differ(a.value, b.value)) return false;
  if (!isFlow(row.kind) || a.asAt === b.asAt) return true;
  const [earlier, later] = a.asAt < b.asAt ? [a, b] : [b, a];
  return earlier.value > later.value;
}

function readingsThatDiffer(figures: PlanFigures, row: Measure, year: Year): Warning[] {
  const said = firstOfEachSource(readingsOf(figures, row.id, year).filter(isFact));
  const inUse = readingInUse(figures, row.id, year);
  if (!inUse || !said.some((a) => said.some((b) => disagree(a, b, row)))) return [];
  const list = said.map(
    (reading) =>
      `${formatValue(reading.value, row.unit)} at ${dateInWords(reading.asAt)} (${sourceName(figures, reading.source)})`,
  );
  const oneScope = said.every((reading) => reading.scope === said[0]?.scope);
  const scopes = oneScope ? '' : ' They do not count the same posts.';
  const words = `Sources differ: ${list.join('; ')}.${scopes} In use: ${sourceName(figures, inUse.source)}. All are kept.`;
  return [warning({ kind: 'sources-differ', measure: row.id, year, appliesTo: 'reading', words })];
}

/**
 * A target set again is a revision, not a disagreement, unless two sources give it on one
 * day, or the later one gives it after the year was over.
 */
function targetsThatDiffer(figures: PlanFigures, row: Measure, year: Year): Warning[] {
  const end = endOfYear(year, figures.settings.yearStartMonth);
  const [latest, ...earlier] = firstOfEachSource(targetRevisions(figures, row.id, year)).flatMap(
    (target) => (target.value === null ? [] : [{ ...target, value: target.value }]),
  );
  if (!latest) return [];
  const others = earlier.filter(
    (target) =>
      differ(target.value, latest.value) && (target.setOn === latest.setOn || latest.setOn > end),
  );
  if (others.length === 0) return [];
  const list = [latest, ...others].map(
    (target) => `${formatValue(target.value, row.unit)} (${sourceName(figures, target.source)})`,
  );
  const words = `Sources differ on the target: ${list.join('; ')}. The first is in use. All are kept.`;
  return [warning({ kind: 'sources-differ', measure: row.id, year, appliesTo: 'target', words })];
}

/** Every measure and year whose sources disagree. */
export function sourcesThatDiffer(figures: PlanFigures): Warning[] {
  return measuresInOrder(figures).flatMap((row) =>
    yearsOf(figures.settings).flatMap((year) => [
      ...readingsThatDiffer(figures, row, year),
      ...targetsThatDiffer(figures, row, year),
    ]),
  );
}
