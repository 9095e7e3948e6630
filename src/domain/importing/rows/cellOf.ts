/** The cells of a row by field. */
import { isBlank, type RawCell, type SheetRow } from '../cells.ts';
import type { FieldId, Mapping } from '../fields.ts';

/** The cell of a field; null when the field is not mapped or the cell is blank. */
export function cellOf(row: SheetRow, mapping: Mapping, field: FieldId): RawCell {
  const index = mapping[field];
  const cell = index === undefined ? null : (row.cells[index] ?? null);
  return isBlank(cell) ? null : cell;
}

export interface FoundCell {
  row: number;
  cell: Exclude<RawCell, null>;
}

/** The cells of a mapped field that are not blank, with their rows. */
export function cellsOf(rows: readonly SheetRow[], mapping: Mapping, field: FieldId): FoundCell[] {
  if (mapping[field] === undefined) return [];
  const found: FoundCell[] = [];
  for (const row of rows) {
    const cell = cellOf(row, mapping, field);
    if (cell !== null) found.push({ row: row.number, cell });
  }
  return found;
}
