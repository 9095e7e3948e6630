/** A cell in sentences, for the bar above the table. */
import { dateInWords, type Year } from '../../domain/calendar.ts';
import { figureOfMeasure } from '../../domain/derived.ts';
import {
  readingInUse,
  readingsOf,
  targetInForce,
  targetRevisions,
  type Measure,
  type PlanFigures,
} from '../../domain/figures.ts';
import { judge } from '../../domain/rating.ts';
import type { CellKind } from '../../domain/readCell.ts';
import { counted, readingInWords, targetInWords } from './cellView.ts';

/** Everything short about a cell; long notes and all readings are in its details. */
export function aboutCell(
  figures: PlanFigures,
  measure: Measure,
  year: Year,
  kind: CellKind,
): string[] {
  return kind === 'target'
    ? aboutTarget(figures, measure, year)
    : aboutReading(figures, measure, year);
}

function aboutReading(figures: PlanFigures, measure: Measure, year: Year): string[] {
  const reading = readingInUse(figures, measure.id, year);
  const judged = judge(figures, measure.id, year);
  const against =
    judged.against && judged.rating !== 'not-rated' ? ` against ${judged.against}` : '';
  const rating = targetInForce(figures, measure.id, year) ? [`${judged.words}${against}.`] : [];
  if (reading === null) {
    const figure = figureOfMeasure(figures, measure.id, year);
    return figure === null
      ? ['No figure yet. Type one: 18, 18 (1 in progress), 45 @ 12.11.21, 12.5% or tbc.']
      : [`${figure.source}. ${figure.definition}`, ...rating];
  }
  const others = readingsOf(figures, measure.id, year).length - 1;
  const sentences = [
    `${readingInWords(reading, measure)}, at ${dateInWords(reading.asAt)}.`,
    ...rating,
    `Source: ${sourceName(figures, reading.source)}.`,
  ];
  if (reading.text !== '') sentences.push(`Written as “${reading.text}”.`);
  if (reading.note !== '') sentences.push(`Note: ${reading.note}`);
  if (others > 0) sentences.push(`${counted(others, 'other figure')} kept.`);
  return sentences.map(upperFirst);
}

function aboutTarget(figures: PlanFigures, measure: Measure, year: Year): string[] {
  const target = targetInForce(figures, measure.id, year);
  if (target === null) return ['No target. Type one: 20, 10%, 85 to 90 or tbc.'];
  const earlier = targetRevisions(figures, measure.id, year).length - 1;
  const sentences = [
    `Target ${targetInWords(target, measure)}, set on ${dateInWords(target.setOn)}.`,
    `Source: ${sourceName(figures, target.source)}.`,
  ];
  if (target.reason !== '') sentences.splice(1, 0, `Reason: ${target.reason}.`);
  if (target.text !== '') sentences.push(`Written as “${target.text}”.`);
  if (earlier > 0) sentences.push(`${counted(earlier, 'earlier target')} kept.`);
  return sentences;
}

export function sourceName(figures: PlanFigures, id: number): string {
  return figures.sources.find((source) => source.id === id)?.name ?? 'not known';
}

function upperFirst(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
