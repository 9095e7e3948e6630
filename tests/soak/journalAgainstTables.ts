/** Whether a plan's history and its tables say the same: each row's last image against the row. */
import type { Connection } from '../../src/backend/db.ts';
import { columnsOf, journalledTables } from '../../src/backend/journal.ts';

interface LastImage {
  table_name: string;
  row_id: number;
  operation: 'insert' | 'update' | 'delete';
  after: string | null;
}

/** Changes that are made without images: a plan's identity here, and what an erased person held. */
const UNRECORDED: Readonly<Record<string, readonly string[]>> = {
  plan: ['uid', 'kind', 'name', 'origin', 'holds'],
  cohort_member: ['assessor_id', 'supervisor_id'],
};

function lastImages(connection: Connection): LastImage[] {
  return connection
    .prepare<[], LastImage>(
      `SELECT table_name, row_id, operation, after FROM journal_image
        WHERE id IN (SELECT max(id) FROM journal_image GROUP BY table_name, row_id)`,
    )
    .all();
}

/** What is wrong, in words; empty where the two agree. */
export function disagreements(connection: Connection): string[] {
  const tables = new Set(journalledTables(connection));
  const columns = new Map([...tables].map((table) => [table, columnsOf(connection, table)]));
  return lastImages(connection).flatMap(({ table_name: table, row_id: id, operation, after }) => {
    if (!tables.has(table)) return [];
    const row = connection
      .prepare<[number], Record<string, unknown>>(`SELECT * FROM main."${table}" WHERE id = ?`)
      .get(id);
    const where = `${table} ${id}`;
    if (operation === 'delete') return row ? [`${where} is there and was deleted`] : [];
    // An insert has no image, and an erased row’s are blank: the row may be gone with its person.
    if (after === null) return [];
    if (!row) return [`${where} is gone and was not deleted`];
    const image = JSON.parse(after) as Record<string, unknown>;
    const apart = (columns.get(table) ?? []).filter(
      (column) =>
        column in image &&
        image[column] !== row[column] &&
        !(UNRECORDED[table]?.includes(column) ?? false),
    );
    return apart.map((column) => `${where}, ${column}: ${String(row[column])} in the table`);
  });
}
