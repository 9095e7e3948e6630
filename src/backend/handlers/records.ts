/** Every record of the plan, and which figures lead where records and reports give two. */
import { cellName } from '../../domain/figures.ts';
import type { recordsCalls } from '../../contract/records.ts';
import { readLeads, readRecords } from './recordRows.ts';
import { checkYear, measureById, readSettings } from './rows.ts';
import type { Handlers } from './types.ts';
import { counted } from './words.ts';

type Calls = 'records.read' | 'figures.leads' | 'figures.lead';

const LEADS_WORDS = {
  reported: 'the reported figure leads',
  records: 'the figure from records leads',
} as const;

export const recordsHandlers: Handlers<Pick<typeof recordsCalls, Calls>> = {
  'records.read': (db) => readRecords(db),

  'figures.leads': (db) => readLeads(db),

  'figures.lead': (db, { cells, leads }) => {
    const settings = readSettings(db);
    const names = cells.map(({ measure: id, year }, at) => {
      const measure = measureById(db, id, `cells.${at}.measure`);
      checkYear(settings, year, `cells.${at}.year`);
      if (leads === null) {
        db.run('DELETE FROM leading_figure WHERE measure_id = ? AND year = ?', id, year);
      } else {
        db.run(
          `INSERT INTO leading_figure (measure_id, year, leads) VALUES (?, ?, ?)
             ON CONFLICT (measure_id, year) DO UPDATE SET leads = excluded.leads`,
          ...[id, year, leads],
        );
      }
      return cellName(measure, year, settings.yearStartMonth);
    });
    const what = names.length === 1 ? names[0]! : counted(names.length, 'figure');
    const words =
      leads === null
        ? `Took back which figure leads for ${what}`
        : `Chose for ${what}: ${LEADS_WORDS[leads]}`;
    return { value: null, words };
  },
};
