/** Typing in a cell: begun, kept, refused with the reason, saved. */
import { inject, onBeforeUnmount, provide, ref, type InjectionKey } from 'vue';
import { readingInUse, targetInForce } from '../../../domain/figures.ts';
import { useNotices } from '../../stores/notices.ts';
import { usePlan } from '../../stores/plan.ts';
import { cellKey } from '../../tables/cellView.ts';
import { entryOf, writtenCell, type CellEntry } from '../../tables/entries.ts';
import { useChanges } from './changes.ts';
import type { Cell, Table } from './table.ts';

interface Editing {
  cell: Cell;
  draft: string;
  /** What the cell said when editing began. */
  before: string;
  /** Typing replaced the cell, so that the arrow keys are not needed inside the text. */
  problem: string | null;
}

/** What was being typed when the page was left, so that it is there on coming back. */
let kept: { plan: string; editing: Editing } | null = null;

function createEditing(table: Table) {
  const plan = usePlan();
  const notices = useNotices();
  const { change, attempt } = useChanges();
  const editing = ref<Editing | null>(null);
  /** What was typed and is being saved, by cell: shown at once in place of the figure. */
  const saving = ref(new Map<string, string>());

  if (kept && kept.plan === plan.id) {
    const { cell } = kept.editing;
    const place = table.placeOf(cell.measure.id, cell.year, cell.kind);
    if (place && table.locked.value === null) {
      editing.value = kept.editing;
      table.goTo(place);
    }
  }
  kept = null;
  onBeforeUnmount(() => {
    const now = editing.value;
    if (now && plan.id && now.draft !== now.before) kept = { plan: plan.id, editing: now };
  });

  const keyOf = (cell: Cell) => cellKey(cell.measure.id, cell.year, cell.kind);

  function begin(cell: Cell, draft: string | null): void {
    if (table.locked.value !== null) {
      table.said.value = table.locked.value;
      return;
    }
    const before = writtenCell(table.figures.value, cell.measure, cell.year, cell.kind);
    editing.value = { cell, before, draft: draft ?? before, problem: null };
  }

  /** Leaves the cell as it was. */
  function cancel(): void {
    editing.value = null;
  }

  /** Saves what was typed. False when it cannot be read: the editor stays, with the reason. */
  function commit(): boolean {
    const now = editing.value;
    if (now === null) return true;
    const draft = now.draft.trim();
    if (draft !== now.before) {
      const read = entryOf(draft, now.cell, table.figures.value, table.newFigures.current());
      if (!read.ok) {
        now.problem = read.problem;
        return false;
      }
      if (read.entry) void save(now, read.entry);
      else if (now.before !== '') void remove(now.cell);
    }
    editing.value = null;
    return true;
  }

  async function save(
    now: Editing,
    entry: NonNullable<Extract<CellEntry, { ok: true }>['entry']>,
  ): Promise<void> {
    saving.value.set(keyOf(now.cell), now.draft);
    const source = await table.newFigures.resolve();
    const fault =
      source === null
        ? { message: 'The source for new figures could not be added to the plan.' }
        : await change(
            'figures.record',
            'reading' in entry
              ? { readings: [{ ...entry.reading, source }] }
              : { targets: [{ ...entry.target, source }] },
          );
    saving.value.delete(keyOf(now.cell));
    if (fault === null) return;
    // The words are kept: back in the cell, or in the message when another cell is being typed.
    if (editing.value === null) editing.value = { ...now, problem: fault.message };
    else {
      const message = `${table.name(now.cell)}: “${now.draft}” was not saved. ${fault.message}`;
      notices.refused({ code: 'refused', message });
    }
  }

  /** Removes the figure in use, or the target in force; an earlier one comes back if there is one. */
  async function remove(cell: Cell): Promise<void> {
    if (table.locked.value !== null) {
      table.said.value = table.locked.value;
      return;
    }
    const { measure, year } = cell;
    if (cell.kind === 'reading') {
      const reading = readingInUse(table.figures.value, measure.id, year);
      if (reading) await attempt('figures.removeReading', { reading: reading.id });
    } else {
      const target = targetInForce(table.figures.value, measure.id, year);
      if (target) await attempt('figures.removeTarget', { target: target.id });
    }
  }

  return { editing, saving, begin, cancel, commit, remove, keyOf };
}

export type CellEditing = ReturnType<typeof createEditing>;

const EDITING: InjectionKey<CellEditing> = Symbol('typing in the Targets table');

export function provideEditing(table: Table): CellEditing {
  const editing = createEditing(table);
  provide(EDITING, editing);
  return editing;
}

export function useEditing(): CellEditing {
  const editing = inject(EDITING);
  if (!editing) throw new Error('useEditing needs provideEditing above it.');
  return editing;
}
