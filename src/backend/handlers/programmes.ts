/** Programmes and their versions. People keep the version they started on. */
import { dateInWords, type IsoDate } from '../../domain/calendar.ts';
import { templateProblem } from '../../domain/asye/templateCheck.ts';
import type { ProgrammeVersion } from '../../domain/asye/types.ts';
import type { programmeCalls } from '../../contract/programmes.ts';
import type { Db } from '../db.ts';
import { Refusal } from '../faults.ts';
import { programmeById, versionById, versionRowsOf } from './asyeRows.ts';
import { checkRoute } from './employing.ts';
import { measureById } from './rows.ts';
import type { Handlers } from './types.ts';
import { because, counted } from './words.ts';

function checkNameFree(db: Db, name: string, except: number): void {
  const taken = db.get<{ name: string }>(
    'SELECT name FROM programme WHERE name = ? AND id <> ?',
    ...[name, except],
  );
  if (!taken) return;
  throw new Refusal(
    'bad-input',
    `There is already a programme named ${taken.name}. Choose another name.`,
    'name',
  );
}

function routeWords(db: Db, name: string, route: number | null): string {
  const counted = `Counted starters on ${name}`;
  return route === null
    ? `${counted} to no recruitment route`
    : `${counted} to the route ${measureById(db, route).label}`;
}

/** Refuses to change what people have started on. */
function checkNobodyStarted(db: Db, { id, appliesFrom }: ProgrammeVersion): void {
  const { n = 0 } =
    db.get<{ n: number }>('SELECT count(*) AS n FROM cohort_member WHERE version_id = ?', id) ?? {};
  if (n === 0) return;
  throw new Refusal(
    'refused',
    `${counted(n, 'member')} started on the version from ${dateInWords(appliesFrom)} and keep${n === 1 ? 's' : ''} it. ` +
      'Make a new version from a date instead.',
  );
}

/** Refuses dates that another version of the programme has, or that end before they begin. */
function checkDates(
  db: Db,
  programme: number,
  { id, appliesFrom, appliesTo }: { id: number; appliesFrom: IsoDate; appliesTo: IsoDate | null },
): void {
  if (appliesTo !== null && appliesTo < appliesFrom) {
    throw new Refusal(
      'bad-input',
      `The last day, ${dateInWords(appliesTo)}, is before the first, ${dateInWords(appliesFrom)}.`,
      'appliesTo',
    );
  }
  const same = versionRowsOf(db, programme).some(
    (one) => one.id !== id && one.appliesFrom === appliesFrom,
  );
  if (!same) return;
  throw new Refusal(
    'bad-input',
    `There is a version from ${dateInWords(appliesFrom)} already. Choose another date.`,
    'appliesFrom',
  );
}

export const programmeHandlers: Handlers<typeof programmeCalls> = {
  'programme.save': (db, { programme: id, name, route }) => {
    checkNameFree(db, name, id ?? 0);
    checkRoute(db, route);
    if (id === null) {
      const { id: programme } = db.run(
        `INSERT INTO programme (name, route_id, position)
           VALUES (?, ?, (SELECT ifnull(max(position), 0) + 1 FROM programme))`,
        ...[name, route],
      );
      return { value: { programme }, words: `Added the programme ${name}` };
    }
    const was = programmeById(db, id);
    db.run('UPDATE programme SET name = ?, route_id = ? WHERE id = ?', name, route, id);
    const words =
      was.name === name
        ? routeWords(db, name, route)
        : `Renamed the programme ${was.name} to ${name}`;
    return { value: { programme: id }, words };
  },

  'programme.remove': (db, { programme: id }) => {
    const { name } = programmeById(db, id);
    const used = db.get<{ name: string }>('SELECT name FROM cohort WHERE programme_id = ?', id);
    if (used) {
      throw new Refusal(
        'refused',
        `The cohort ${used.name} is on this programme, so it stays. Remove the cohort first.`,
      );
    }
    db.run('DELETE FROM programme_version WHERE programme_id = ?', id);
    db.run('DELETE FROM programme WHERE id = ?', id);
    return { value: null, words: `Removed the programme ${name}` };
  },

  'programmeVersion.save': (db, input) => {
    const { version: id, programme, appliesFrom, appliesTo, template, source, reason } = input;
    const { name } = programmeById(db, programme);
    const wrong = templateProblem(template);
    if (wrong) throw new Refusal('bad-input', wrong.problem, `template.${wrong.field}`);
    checkDates(db, programme, { id: id ?? 0, appliesFrom, appliesTo });
    const row = [appliesFrom, appliesTo, JSON.stringify(template), source, reason] as const;
    const since = `for people who start from ${dateInWords(appliesFrom)}`;
    if (id === null) {
      const { id: version } = db.run(
        `INSERT INTO programme_version (programme_id, applies_from, applies_to, template, source,
           reason) VALUES (?, ?, ?, ?, ?, ?)`,
        ...[programme, ...row],
      );
      return { value: { version }, words: `Changed ${name} ${since}${because(reason)}` };
    }
    const was = versionById(db, id);
    checkNobodyStarted(db, was);
    db.run(
      `UPDATE programme_version
          SET applies_from = ?, applies_to = ?, template = ?, source = ?, reason = ? WHERE id = ?`,
      ...[...row, id],
    );
    return { value: { version: id }, words: `Corrected ${name} ${since}${because(reason)}` };
  },

  'programmeVersion.decidingPanel': (db, { version: id, decidingPanel, reason }) => {
    const version = versionById(db, id);
    const template = { ...version.template, decidingPanel };
    db.run(
      'UPDATE programme_version SET template = ? WHERE id = ?',
      ...[JSON.stringify(template), id],
    );
    const { name } = programmeById(db, version.programme);
    const since = `for people who start from ${dateInWords(version.appliesFrom)}`;
    return {
      value: null,
      words: `Changed which panel decides on ${name} ${since}${because(reason)}`,
    };
  },

  'programmeVersion.remove': (db, { version: id }) => {
    const version = versionById(db, id);
    const { name } = programmeById(db, version.programme);
    checkNobodyStarted(db, version);
    const only = versionRowsOf(db, version.programme).length === 1;
    if (only && db.get('SELECT 1 FROM cohort WHERE programme_id = ?', version.programme)) {
      throw new Refusal(
        'refused',
        `This is the only version of ${name}, and cohorts are on it. Add another version first.`,
      );
    }
    db.run('DELETE FROM programme_version WHERE id = ?', id);
    const words = `Removed the version of ${name} from ${dateInWords(version.appliesFrom)}`;
    return { value: null, words };
  },
};
