/** Adding, renaming, moving, retiring and bringing back the rows of the table. */
import { inject, provide, ref, type InjectionKey } from 'vue';
import { measuresInOrder, type Measure } from '../../../domain/figures.ts';
import { HEADING, lineOf, movedOrder } from '../../tables/grid.ts';
import { useChanges } from './changes.ts';
import { today } from './newFigures.ts';
import type { Table } from './table.ts';

function createRows(table: Table) {
  const { attempt } = useChanges();
  /** The row whose dialog is open: `new`, or the one being renamed. */
  const dialog = ref<'new' | Measure | null>(null);

  return {
    dialog,
    add: () => (dialog.value = 'new'),
    rename: (measure: Measure) => (dialog.value = measure),
    async move(measure: Measure, by: -1 | 1): Promise<void> {
      if (table.locked.value !== null) return;
      const order = movedOrder(measuresInOrder(table.figures.value, true), measure.id, by);
      if (order === null || !(await attempt('measure.reorder', { order }))) return;
      const row = table.measures.value.findIndex(({ id }) => id === measure.id);
      table.goTo({ line: lineOf(row, 'reading'), column: HEADING });
      table.focusWanted.value += 1;
    },
    retire: (measure: Measure) => attempt('measure.retire', { measure: measure.id, on: today() }),
    bringBack: (measure: Measure) => attempt('measure.retire', { measure: measure.id, on: null }),
  };
}

export type Rows = ReturnType<typeof createRows>;

const ROWS: InjectionKey<Rows> = Symbol('the rows of the Targets table');

export function provideRows(table: Table): Rows {
  const rows = createRows(table);
  provide(ROWS, rows);
  return rows;
}

export function useRows(): Rows {
  const rows = inject(ROWS);
  if (!rows) throw new Error('useRows needs provideRows above it.');
  return rows;
}
