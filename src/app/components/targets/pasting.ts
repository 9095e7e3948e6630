/** Copying a block out of the table and pasting one in. */
import { inject, provide, ref, type InjectionKey } from 'vue';
import { readClipboard, writeClipboard } from '../../tables/clipboard.ts';
import { readBlock, writtenCell, type PasteOutcome } from '../../tables/entries.ts';
import { cellCount, lineOf, measureAt, kindAt } from '../../tables/grid.ts';
import { counted } from '../../tables/cellView.ts';
import { placeBlock, type PasteStart } from '../../tables/placeBlock.ts';
import { useNotices } from '../../stores/notices.ts';
import { useChanges } from './changes.ts';
import type { CellEditing } from './editing.ts';
import type { Table } from './table.ts';

/** A paste that would replace more than this many figures is shown first. */
const REPLACE_UNASKED = 3;

function createPasting(table: Table, cells: CellEditing) {
  const { change } = useChanges();
  const notices = useNotices();
  /** The paste on show in its dialog: to be looked over or put right. */
  const pasting = ref<{ text: string; start: PasteStart } | null>(null);

  function startHere(): PasteStart {
    const { selection, active } = table;
    const block = selection.value;
    return {
      kind: kindAt(active.value.line),
      measure: block ? block.measures[0] : measureAt(active.value.line),
      column: block ? block.columns[0] : 0,
    };
  }

  /** What a text would record from a place on, without recording it. */
  function read(text: string, start: PasteStart): PasteOutcome & { blanks: number } {
    const { rows, unread } = readClipboard(text);
    const block = placeBlock(rows, start, {
      measures: table.measures.value,
      years: table.years.value,
      startMonth: table.figures.value.settings.yearStartMonth,
    });
    const outcome = readBlock(block, start.kind, table.figures.value, table.newFigures.current());
    const lines = unread.map(({ written, why }) => ({ where: 'This line', written, why }));
    return { ...outcome, blanks: block.blanks, problems: [...lines, ...outcome.problems] };
  }

  /** Records a paste as one change. Answers why not, or null. */
  async function record(outcome: PasteOutcome): Promise<string | null> {
    const source = await table.newFigures.resolve();
    if (source === null) return 'The source for new figures could not be added to the plan.';
    const { readings, targets } = outcome.record;
    const fault = await change('figures.record', {
      readings: readings.map((entry) => ({ ...entry, source })),
      targets: targets.map((entry) => ({ ...entry, source })),
    });
    return fault?.message ?? null;
  }

  async function paste(text: string): Promise<void> {
    if (table.locked.value !== null) {
      table.said.value = table.locked.value;
      return;
    }
    const start = startHere();
    const { rows, unread } = readClipboard(text);
    const only = rows.length === 1 && rows[0]?.length === 1 && unread.length === 0;
    const cell = table.cellAt({ line: lineOf(start.measure, start.kind), column: start.column });
    if (only && cell) {
      // One cell is an edit like any other, with its reason beside it when it cannot be read.
      cells.begin(cell, rows[0]?.[0] ?? '');
      cells.commit();
      return;
    }
    const outcome = read(text, start);
    if (outcome.problems.length > 0 || outcome.overwrites > REPLACE_UNASKED) {
      pasting.value = { text, start };
      return;
    }
    if (outcome.changes.length === 0) {
      notices.done('Nothing to paste: the table already says this.');
      return;
    }
    if ((await record(outcome)) !== null) pasting.value = { text, start };
  }

  /** The selected cells as they are written, for the clipboard. */
  function copy(): { text: string; html: string } | null {
    const block = table.selection.value;
    if (block === null) return null;
    const { shown, measures, years } = table;
    const rows = measures.value
      .slice(block.measures[0], block.measures[1] + 1)
      .map((measure) =>
        years.value
          .slice(block.columns[0], block.columns[1] + 1)
          .map((year) => writtenCell(shown.value, measure, year, block.kind)),
      );
    table.said.value = `Copied ${counted(cellCount(block), 'cell')}`;
    return writeClipboard(rows);
  }

  return {
    pasting,
    read,
    record,
    paste,
    copy,
    /** Opens the dialog to paste into, at the active cell. */
    open: () => (pasting.value = { text: '', start: startHere() }),
  };
}

export type Pasting = ReturnType<typeof createPasting>;

const PASTING: InjectionKey<Pasting> = Symbol('pasting into the Targets table');

export function providePasting(table: Table, cells: CellEditing): Pasting {
  const pasting = createPasting(table, cells);
  provide(PASTING, pasting);
  return pasting;
}

export function usePasting(): Pasting {
  const pasting = inject(PASTING);
  if (!pasting) throw new Error('usePasting needs providePasting above it.');
  return pasting;
}
