/** How a file's columns were matched, remembered by its headings. */
import type { importCalls } from '../../contract/imports.ts';
import { unrecorded } from '../journal.ts';
import type { Handlers } from './types.ts';

export const mappingHandlers: Handlers<Pick<typeof importCalls, 'mapping.read' | 'mapping.save'>> =
  {
    'mapping.read': (db, { kind, header }) => {
      const row = db.get<{ mapping: string }>(
        'SELECT mapping FROM column_mapping WHERE kind = ? AND header = ?',
        ...[kind, header],
      );
      return row ? (JSON.parse(row.mapping) as Record<string, string>) : null;
    },

    'mapping.save': (db, { kind, header, mapping }) => {
      unrecorded(db, () => {
        db.run(
          `INSERT INTO column_mapping (kind, header, mapping) VALUES (?, ?, ?)
           ON CONFLICT (kind, header) DO UPDATE SET mapping = excluded.mapping`,
          ...[kind, header, JSON.stringify(mapping)],
        );
      });
      return { value: null, words: 'Remembered which column is which' };
    },
  };
