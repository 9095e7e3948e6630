/** A list of rows in a form: changed, moved and taken out without touching the others. */
import type { Ref } from 'vue';

export const UNITS = [
  { value: 'weeks', label: 'weeks' },
  { value: 'months', label: 'months' },
] as const;

export function useRows<Row extends { id: number }>(rows: Ref<Row[]>) {
  return {
    change(id: number, fields: Partial<Row>): void {
      rows.value = rows.value.map((row) => (row.id === id ? { ...row, ...fields } : row));
    },
    move(at: number, by: 1 | -1): void {
      const next = [...rows.value];
      const [row] = next.splice(at, 1);
      if (row) next.splice(at + by, 0, row);
      rows.value = next;
    },
    remove(id: number): void {
      rows.value = rows.value.filter((row) => row.id !== id);
    },
  };
}
