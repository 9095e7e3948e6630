/** The table's rows: added, renamed, reordered, retired. Their figures are always kept. */
import { dateInWords } from '../../domain/calendar.ts';
import type { Measure } from '../../domain/figures.ts';
import type { figuresCalls } from '../../contract/figures.ts';
import type { WriteDb } from '../db.ts';
import { Refusal } from '../faults.ts';
import { checkUnit } from './rules.ts';
import { measureById, readMeasures } from './rows.ts';
import type { Handlers } from './types.ts';

type MeasureCalls = 'measure.add' | 'measure.rename' | 'measure.reorder' | 'measure.retire';

function checkLabel(db: WriteDb, label: string, field: string, except = 0): void {
  const taken = db.get<{ label: string; retired: number }>(
    `SELECT label, retired_on IS NOT NULL AS retired FROM measure
      WHERE label = ? COLLATE NOCASE AND id <> ?`,
    label,
    except,
  );
  if (!taken) return;
  const retired = taken.retired ? ' It is retired: bring it back instead.' : '';
  throw new Refusal('bad-input', `There is already a row named ${taken.label}.${retired}`, field);
}

/** A new route goes below the other routes, anything else to the end. */
function positionFor(db: WriteDb, kind: Measure['kind']): number {
  const last = db.get<{ position: number | null }>('SELECT max(position) AS position FROM measure');
  const end = (last?.position ?? 0) + 1;
  if (kind !== 'recruits') return end;
  const routes = db.get<{ position: number | null }>(
    `SELECT max(position) AS position FROM measure WHERE kind = 'recruits'`,
  );
  if (routes?.position == null) return end;
  db.run('UPDATE measure SET position = position + 1 WHERE position > ?', routes.position);
  return routes.position + 1;
}

/** Adds a row in its place. Also how imports and new plans make theirs. */
export function addMeasure(
  db: WriteDb,
  { label, kind, unit }: Pick<Measure, 'label' | 'kind' | 'unit'>,
  field: string,
): Measure {
  checkUnit({ kind, unit, label }, field);
  const same = readMeasures(db).find((measure) => measure.kind === kind);
  if (same && kind !== 'recruits' && kind !== 'other') {
    const retired = same.retiredOn === null ? '' : ' It is retired: bring it back instead.';
    throw new Refusal(
      'bad-input',
      `The plan already has a row of that kind: ${same.label}.${retired}`,
      field,
    );
  }
  const position = positionFor(db, kind);
  const { id } = db.run(
    'INSERT INTO measure (kind, label, unit, position) VALUES (?, ?, ?, ?)',
    kind,
    label,
    unit,
    position,
  );
  return { id, kind, label, unit, position, retiredOn: null };
}

export const measureHandlers: Handlers<Pick<typeof figuresCalls, MeasureCalls>> = {
  'measure.add': (db, input) => {
    checkLabel(db, input.label, 'label');
    const measure = addMeasure(db, input, 'kind');
    const what = input.kind === 'recruits' ? 'route' : 'row';
    return { value: { measure: measure.id }, words: `Added the ${what} ${input.label}` };
  },

  'measure.rename': (db, { measure: id, label }) => {
    const measure = measureById(db, id);
    checkLabel(db, label, 'label', id);
    db.run('UPDATE measure SET label = ? WHERE id = ?', label, id);
    return { value: null, words: `Renamed the row ${measure.label} to ${label}` };
  },

  'measure.reorder': (db, { order }) => {
    const known = readMeasures(db).map((measure) => measure.id);
    const once = new Set(order);
    if (once.size !== order.length || order.length !== known.length) {
      throw new Refusal('bad-input', 'The new order must name every row once.', 'order');
    }
    order.forEach((id, index) => {
      measureById(db, id, `order.${index}`);
      db.run('UPDATE measure SET position = ? WHERE id = ?', index + 1, id);
    });
    return { value: null, words: 'Changed the order of the rows' };
  },

  'measure.retire': (db, { measure: id, on }) => {
    const measure = measureById(db, id);
    db.run('UPDATE measure SET retired_on = ? WHERE id = ?', on, id);
    const words =
      on === null
        ? `Brought back the row ${measure.label}`
        : `Retired the row ${measure.label} from ${dateInWords(on)}`;
    return { value: null, words };
  },
};
