/** Scopes and sources: which roles a figure counts, and which paper it comes from. */
import { yearLabel } from '../../domain/calendar.ts';
import type { figuresCalls } from '../../contract/figures.ts';
import type { Db } from '../db.ts';
import { Refusal } from '../faults.ts';
import { checkYear, defaultScope, readSettings, scopeById, sourceById } from './rows.ts';
import type { Handlers } from './types.ts';

type ScopeCalls =
  'source.add' | 'source.change' | 'scope.confirmChange' | 'scope.confirmSame' | 'scope.rename';

function checkName(db: Db, table: 'source' | 'scope', name: string, except = 0): void {
  const taken = db.get<{ name: string }>(
    `SELECT name FROM ${table} WHERE name = ? COLLATE NOCASE AND id <> ?`,
    name,
    except,
  );
  if (!taken) return;
  throw new Refusal('bad-input', `There is already a ${table} named ${taken.name}.`, 'name');
}

export const scopeHandlers: Handlers<Pick<typeof figuresCalls, ScopeCalls>> = {
  'source.add': (db, { name, publishedOn }) => {
    checkName(db, 'source', name);
    const { id } = db.run(
      'INSERT INTO source (name, published_on) VALUES (?, ?)',
      name,
      publishedOn,
    );
    return { value: { source: id }, words: `Added the source ${name}` };
  },

  'source.change': (db, { source: id, name, publishedOn }) => {
    const source = sourceById(db, id);
    checkName(db, 'source', name, id);
    db.run('UPDATE source SET name = ?, published_on = ? WHERE id = ?', name, publishedOn, id);
    const words =
      source.name === name
        ? `Changed the publication date of the source ${name}`
        : `Renamed the source ${source.name} to ${name}`;
    return { value: null, words };
  },

  // Figures from other sources may count other people (the statutory return does), so only
  // those of the scope in use up to now take the new one.
  'scope.confirmChange': (db, { year, name, note }) => {
    const settings = readSettings(db);
    checkYear(settings, year, 'year');
    checkName(db, 'scope', name);
    const from = defaultScope(db, year);
    const { id } = db.run('INSERT INTO scope (name, note) VALUES (?, ?)', name, note);
    for (const table of ['reported_figure', 'target']) {
      db.run(`UPDATE ${table} SET scope_id = ? WHERE year >= ? AND scope_id = ?`, id, year, from);
    }
    db.run('DELETE FROM same_scope WHERE year = ?', year);
    const label = yearLabel(year, settings.yearStartMonth);
    return { value: { scope: id }, words: `Confirmed a change of scope from ${label}: ${name}` };
  },

  'scope.confirmSame': (db, { year, note }) => {
    const settings = readSettings(db);
    checkYear(settings, year, 'year');
    db.run(
      `INSERT INTO same_scope (year, note) VALUES (?, ?)
         ON CONFLICT (year) DO UPDATE SET note = excluded.note`,
      year,
      note,
    );
    const label = yearLabel(year, settings.yearStartMonth);
    return { value: null, words: `Confirmed that the scope did not change in ${label}` };
  },

  'scope.rename': (db, { scope: id, name, note }) => {
    const scope = scopeById(db, id);
    checkName(db, 'scope', name, id);
    db.run('UPDATE scope SET name = ?, note = ? WHERE id = ?', name, note, id);
    const words =
      scope.name === name
        ? `Changed the note of the scope ${name}`
        : `Renamed the scope ${scope.name} to ${name}`;
    return { value: null, words };
  },
};
