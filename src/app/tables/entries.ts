/** What is typed or pasted, as the facts to record. */
import type { InputOf } from '../../contract/call.ts';
import type { Calls } from '../../contract/index.ts';
import { yearLabel, type Year } from '../../domain/calendar.ts';
import {
  isPartYear,
  readingInUse,
  targetInForce,
  type Measure,
  type PlanFigures,
  type Reading,
} from '../../domain/figures.ts';
import {
  readCell,
  readTargetCell,
  writeReading,
  writeTarget,
  type CellContent,
  type CellKind,
  type TargetContent,
} from '../../domain/readCell.ts';
import { usualAsAt, type NewFigures } from './defaults.ts';
import type { PasteProblem, PlacedBlock } from './placeBlock.ts';

type Recorded = Required<Pick<InputOf<Calls['figures.record']>, 'readings' | 'targets'>>;
export type ReadingEntry = Recorded['readings'][number];
export type TargetEntry = Recorded['targets'][number];

/** One cell's content as facts: an entry, nothing (the cell is blank), or why it cannot be read. */
export type CellEntry =
  | { ok: true; entry: { reading: ReadingEntry } | { target: TargetEntry } | null }
  | { ok: false; problem: string };

/** The words a cell is edited from, '' for a cell with nothing in it. */
export function writtenCell(
  figures: PlanFigures,
  measure: Measure,
  year: Year,
  kind: CellKind,
): string {
  if (kind === 'target') {
    const target = targetInForce(figures, measure.id, year);
    return target ? writeTarget(target, measure) : '';
  }
  const reading = readingInUse(figures, measure.id, year);
  return reading ? writeReading(reading, measure, figures.settings.yearStartMonth) : '';
}

/** Reads what was written in a cell into the fact to record. */
export function entryOf(
  written: string,
  cell: { measure: Measure; year: Year; kind: CellKind },
  figures: PlanFigures,
  fresh: NewFigures,
): CellEntry {
  const { measure, year } = cell;
  const about = { measure, year, startMonth: figures.settings.yearStartMonth };
  if (cell.kind === 'target') {
    const read = readTargetCell(written, about);
    if (!read.ok) return read;
    const entry = read.content && { target: newTarget(read.content, measure, year, fresh) };
    return { ok: true, entry };
  }
  const read = readCell(written, about);
  if (!read.ok) return read;
  const entry = read.content && {
    reading: newReading(read.content, measure, year, figures, fresh),
  };
  return { ok: true, entry };
}

function newTarget(
  content: TargetContent,
  measure: Measure,
  year: Year,
  fresh: NewFigures,
): TargetEntry {
  return { ...content, measure: measure.id, year, source: fresh.source, setOn: fresh.today };
}

function newReading(
  content: CellContent,
  measure: Measure,
  year: Year,
  figures: PlanFigures,
  fresh: NewFigures,
): ReadingEntry {
  const asAt = content.asAt ?? usualAsAt(figures, measure.id, year, fresh.asAt, fresh.today);
  const replaced = figures.readings.find(
    (r) =>
      r.measure === measure.id && r.year === year && r.asAt === asAt && r.source === fresh.source,
  );
  const { value, inProgress, text } = content;
  return {
    measure: measure.id,
    source: fresh.source,
    year,
    asAt,
    value,
    inProgress,
    text,
    status: statusAt(content, { asAt, year }, measure, figures.settings.yearStartMonth),
    note: replaced?.note ?? '',
    use: true,
  };
}

/** A count dated before its year ends is part of a year, whether or not its words say so. */
function statusAt(
  content: CellContent,
  when: Pick<Reading, 'asAt' | 'year'>,
  measure: Measure,
  startMonth: number,
): Reading['status'] {
  const early = isPartYear({ ...when, status: content.status }, measure.kind, startMonth);
  return content.status === 'actual' && early ? 'part-year' : content.status;
}

/** One cell of a paste, as it is and as it would be. */
export interface PasteChange {
  where: string;
  before: string;
  after: string;
}

export interface PasteOutcome {
  record: Recorded;
  changes: PasteChange[];
  /** How many of the changes replace what a cell shows now. */
  overwrites: number;
  problems: PasteProblem[];
}

/** Reads every cell of a placed block. With any problem nothing should be recorded. */
export function readBlock(
  block: PlacedBlock,
  kind: CellKind,
  figures: PlanFigures,
  fresh: NewFigures,
): PasteOutcome {
  const outcome: PasteOutcome = {
    record: { readings: [], targets: [] },
    changes: [],
    overwrites: 0,
    problems: [...block.problems],
  };
  const seen = new Set<string>();
  for (const { measure, year, written } of block.cells) {
    const where = `${measure.label}, ${yearLabel(year, figures.settings.yearStartMonth)}`;
    if (seen.has(where)) {
      const why = 'The block has this row and year twice. Leave one out.';
      outcome.problems.push({ where, written, why });
      continue;
    }
    seen.add(where);
    const read = entryOf(written, { measure, year, kind }, figures, fresh);
    if (!read.ok) outcome.problems.push({ where, written, why: read.problem });
    else if (read.entry !== null) {
      const before = writtenCell(figures, measure, year, kind);
      if (before === written) continue;
      if ('reading' in read.entry) outcome.record.readings.push(read.entry.reading);
      else outcome.record.targets.push(read.entry.target);
      outcome.changes.push({ where, before, after: written });
      if (before !== '') outcome.overwrites += 1;
    }
  }
  return outcome;
}
