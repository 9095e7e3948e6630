/** What the schema itself says of tables: which refer to which. */
import type { Db } from './db.ts';

/** A column of one table that names a row of another. */
export interface ForeignKey {
  child: string;
  column: string;
  parent: string;
  /** 1 where the column is NOT NULL: the row cannot be without the other. */
  required: 0 | 1;
}

/** Every foreign key of the plan's own tables; the journal's and SQLite's are left out. */
export function foreignKeys(db: Pick<Db, 'all'>): ForeignKey[] {
  return db.all<ForeignKey>(
    `SELECT t.name AS child, k."from" AS "column", k."table" AS parent, c."notnull" AS required
       FROM main.sqlite_schema AS t, pragma_foreign_key_list(t.name) AS k
       JOIN pragma_table_info(t.name) AS c ON c.name = k."from"
      WHERE t.type = 'table' AND t.name NOT LIKE 'journal\\_%' ESCAPE '\\'`,
  );
}

/** The plan's own tables by name, the journal's included. */
export function tablesOf(db: Pick<Db, 'all'>): string[] {
  return db
    .all<{ name: string }>(
      `SELECT name FROM main.sqlite_schema
        WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name`,
    )
    .map(({ name }) => name);
}
