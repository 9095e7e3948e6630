/** What taking in a large file costs: 100,000 people staged, compared with the plan and written. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { openBackend } from '../src/backend/index.ts';
import { ROWS_A_CHUNK } from '../src/contract/imports.ts';
import type { PeopleRow } from '../src/domain/importing/rows/types.ts';
import { median, timed, type Row } from './row.ts';

const APP_ROOT = join(import.meta.dirname, '..');
const PEOPLE = 100_000;
const RUNS = 3;

function manyPeople(): PeopleRow[] {
  const roles = ['Social worker', 'Team manager', 'Senior social worker'];
  return Array.from({ length: PEOPLE }, (_, n) => ({
    kind: 'people',
    row: n + 2,
    ref: `E${n}`,
    name: `Person ${n}`,
    sweNumber: `SW${String(n).padStart(10, '0')}`,
    service: `Service ${n % 8}`,
    team: `Team ${n % 200}`,
    role: roles[n % roles.length]!,
    postRef: `P${n}`,
    basis: 'permanent',
    fte: 1_000_000,
    from: `${2010 + (n % 11)}-0${1 + (n % 9)}-15`,
    to: null,
    offerAcceptedOn: null,
    origin: 1 + (n % 9),
    leavingReason: null,
    destination: null,
    absence: null,
  }));
}

/** The least it can cost: the rows parsed, and inserted into tables without rules. */
function bareInsert(folder: string, text: string): number {
  let run = 0;
  return timed(RUNS, () => {
    run += 1;
    const database = new Database(join(folder, `bare-${run}.db`));
    database.pragma('journal_mode = WAL');
    database.exec(`CREATE TABLE worker (id INTEGER PRIMARY KEY, ref, name, swe);
      CREATE TABLE engagement (id INTEGER PRIMARY KEY, worker, basis, since, origin);
      CREATE TABLE assignment (id INTEGER PRIMARY KEY, engagement, team, role, fte, since, post);`);
    const worker = database.prepare('INSERT INTO worker (ref, name, swe) VALUES (?, ?, ?)');
    const engagement = database.prepare(
      'INSERT INTO engagement (worker, basis, since, origin) VALUES (?, ?, ?, ?)',
    );
    const assignment = database.prepare(
      'INSERT INTO assignment (engagement, team, role, fte, since, post) VALUES (?, ?, ?, ?, ?, ?)',
    );
    database.transaction((rows: PeopleRow[]) => {
      for (const row of rows) {
        const person = worker.run(row.ref, row.name, row.sweNumber).lastInsertRowid;
        const spell = engagement.run(person, row.basis, row.from, row.origin).lastInsertRowid;
        assignment.run(spell, row.team, row.role, row.fte, row.from, row.postRef);
      }
    })(JSON.parse(text) as PeopleRow[]);
    database.close();
  });
}

/** Takes the rows in as the app does, into a plan of its own. */
async function importOnce(folder: string, rows: readonly PeopleRow[]): Promise<number> {
  const backend = openBackend({ folder, appRoot: APP_ROOT, now: () => new Date() });
  const call = async (name: string, input: object): Promise<Record<string, unknown>> => {
    const answer = await backend.call(name, input);
    if (!answer.ok) throw new Error(answer.fault.message);
    return answer.value as Record<string, unknown>;
  };
  try {
    const { plan } = await call('library.addSample', { sample: 'tower-hamlets' });
    const { revision } = await call('history.standing', { plan: String(plan) });
    const start = performance.now();
    const begun = await call('import.begin', { plan, kind: 'people', fileName: 'people.csv' });
    for (let index = 0; index * ROWS_A_CHUNK < rows.length; index += 1) {
      const chunk = rows.slice(index * ROWS_A_CHUNK, (index + 1) * ROWS_A_CHUNK);
      await call('import.rows', { ...begun, index, rows: chunk });
    }
    const options = { plan, ...begun, asAt: '2021-11-15' };
    await call('import.preview', options);
    await call('import.apply', { ...options, revision });
    return performance.now() - start;
  } finally {
    await backend.close();
  }
}

/** The import's row of the performance table. */
export async function benchImports(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tenure-bench-'));
  try {
    const rows = manyPeople();
    const bare = bareInsert(folder, JSON.stringify(rows));
    const times: number[] = [];
    for (let run = 0; run < RUNS; run += 1) times.push(await importOnce(folder, rows));
    const ms = median(times);
    return [
      {
        what: 'Import 100,000 people: checked, compared with the plan, journalled, backed up',
        ms,
        reference: bare,
        ratio: bare / ms,
        against: 'parsing the same rows and inserting them bare',
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
