/** The mouse in the table: a click selects, a drag or Shift extends, a double click edits. */
import { HEADING, kindAt, onKind, type Place } from '../../tables/grid.ts';
import type { CellEditing } from './editing.ts';
import type { Table } from './table.ts';

function placeUnder(event: Event): Place | null {
  const cell = (event.target as HTMLElement).closest<HTMLElement>('[data-place]');
  const [line, column] = cell?.dataset['place']?.split(':').map(Number) ?? [];
  return line === undefined || column === undefined ? null : { line, column };
}

export function usePointer(
  table: Table,
  { editing, begin, commit }: Pick<CellEditing, 'editing' | 'begin' | 'commit'>,
  focusActive: () => void,
) {
  const { active, anchor } = table;

  /** Moves the selection's other corner, which keeps to the line's kind and off the row names. */
  function extendTo(place: Place): boolean {
    if (place.column === HEADING || anchor.value.column === HEADING) return false;
    active.value = onKind(place, kindAt(anchor.value.line));
    return true;
  }

  return {
    onMouseDown(event: MouseEvent): void {
      const place = placeUnder(event);
      if (place === null || event.button !== 0) return;
      // What cannot be read stays in its editor, with the focus.
      if (editing.value && !commit()) {
        event.preventDefault();
      } else if (event.shiftKey && extendTo(place)) {
        event.preventDefault();
        focusActive();
      } else {
        active.value = place;
        anchor.value = place;
      }
    },
    onMouseOver(event: MouseEvent): void {
      if (event.buttons !== 1 || editing.value) return;
      const place = placeUnder(event);
      if (place) extendTo(place);
    },
    onClick(event: MouseEvent): void {
      const cell = table.activeCell.value;
      if (cell && (event.target as HTMLElement).closest('[data-opens-details]')) {
        table.details.value = { measure: cell.measure.id, year: cell.year };
      }
    },
    onDoubleClick(event: MouseEvent): void {
      const place = placeUnder(event);
      const cell = place && table.cellAt(place);
      if (cell) begin(cell, null);
    },
  };
}
