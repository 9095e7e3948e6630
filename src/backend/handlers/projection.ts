/** Saved projection assumptions. */
import { assumptions, type projectionCalls, type Scenario } from '../../contract/projection.ts';
import { Refusal } from '../faults.ts';
import type { Handlers } from './types.ts';

interface ScenarioRow {
  id: number;
  name: string;
  assumptions: string;
  saved_at: string;
}

export const projectionHandlers: Handlers<typeof projectionCalls> = {
  'scenario.list': (db) =>
    db
      .all<ScenarioRow>('SELECT id, name, assumptions, saved_at FROM scenario ORDER BY name')
      .map((row): Scenario => ({
        scenario: row.id,
        name: row.name,
        assumptions: assumptions.parse(JSON.parse(row.assumptions)),
        savedAt: row.saved_at,
      })),

  'scenario.save': (db, input, about) => {
    const json = JSON.stringify(input.assumptions);
    const existing = db.get<{ id: number; assumptions: string }>(
      'SELECT id, assumptions FROM scenario WHERE name = ?',
      input.name,
    );
    if (!existing) {
      const { id } = db.run(
        'INSERT INTO scenario (name, assumptions, saved_at) VALUES (?, ?, ?)',
        input.name,
        json,
        about.instant,
      );
      return { value: { scenario: id }, words: `Saved the scenario ${input.name}` };
    }
    if (existing.assumptions !== json) {
      db.run(
        'UPDATE scenario SET name = ?, assumptions = ?, saved_at = ? WHERE id = ?',
        input.name,
        json,
        about.instant,
        existing.id,
      );
    }
    return {
      value: { scenario: existing.id },
      words: `Saved the scenario ${input.name} over the earlier one`,
    };
  },

  'scenario.remove': (db, { scenario: id }) => {
    const row = db.get<{ name: string }>('SELECT name FROM scenario WHERE id = ?', id);
    if (!row) throw new Refusal('not-found', 'That scenario is no longer in the plan.', 'scenario');
    db.run('DELETE FROM scenario WHERE id = ?', id);
    return { value: null, words: `Removed the scenario ${row.name}` };
  },
};
