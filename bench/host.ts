/** What the host and the file cost: a command's round trip, and opening a plan. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { openBackend } from '../src/backend/index.ts';
import { openBackendThread } from '../src/backend/threaded.ts';
import { startHost } from '../src/browser-host/server.ts';
import type { Answer } from '../src/contract/call.ts';
import type { PlanFigures } from '../src/domain/figures.ts';
import { makeTenYearPlan } from './plan.ts';
import { median, timed, type Row } from './row.ts';

const APP_ROOT = join(import.meta.dirname, '..');
const COMMANDS = 200;
const OPENINGS = 15;

type Post = (name: string, input: unknown) => Promise<Answer>;

/** Calls the host as the page does. */
async function connect(address: string): Promise<Post> {
  const { origin, hash } = new URL(address);
  const post = async (path: string, body: unknown, session: string): Promise<Answer> => {
    const response = await fetch(`${origin}${path}`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Origin: origin,
        Authorization: `Bearer ${session}`,
      },
      body: JSON.stringify(body),
    });
    return (await response.json()) as Answer;
  };
  const exchanged = await post('/session', { launch: hash.slice('#launch='.length) }, '');
  if (!exchanged.ok) throw new Error(exchanged.fault.message);
  const { session } = exchanged.value as { session: string };
  return (name, input) => post('/call', { name, input: JSON.stringify(input) }, session);
}

async function commandRoundTrip(folder: string, plan: string): Promise<number> {
  const backend = await openBackendThread({ folder, appRoot: APP_ROOT, who: 'Bench' });
  const host = await startHost({ call: backend.call, pages: (_, response) => response.end() });
  try {
    const post = await connect(host.address);
    const read = await post('figures.read', { plan });
    if (!read.ok) throw new Error(read.fault.message);
    const [reading] = (read.value as PlanFigures).readings;
    if (!reading) throw new Error('the plan has no readings');
    let revision = read.revision ?? 0;
    const times: number[] = [];
    for (let index = 0; index < COMMANDS; index += 1) {
      const { measure, source, scope, year, asAt, status } = reading;
      const entry = { measure, source, scope, year, asAt, status, value: index + 1 };
      const start = performance.now();
      const answer = await post('figures.record', { plan, revision, readings: [entry] });
      times.push(performance.now() - start);
      if (!answer.ok) throw new Error(answer.fault.message);
      revision = answer.revision ?? revision;
    }
    return median(times);
  } finally {
    await host.close();
    await backend.close();
  }
}

/** The least a durable change can cost here: one row in one transaction, flushed to disk. */
function bareCommit(folder: string): number {
  const database = new Database(join(folder, 'bare.db'));
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.exec('CREATE TABLE reading (id INTEGER PRIMARY KEY, value REAL) STRICT');
  const insert = database.prepare('INSERT INTO reading (value) VALUES (?)');
  const ms = timed(COMMANDS, () => void insert.run(1));
  database.close();
  return ms;
}

/** The least opening the file can cost: SQLite opens it and reads every page. */
function bareOpening(file: string): number {
  return timed(OPENINGS, () => {
    const database = new Database(file);
    database.pragma('quick_check');
    database.close();
  });
}

async function openings(folder: string, plan: string): Promise<number> {
  const times: number[] = [];
  for (let index = 0; index < OPENINGS; index += 1) {
    const backend = openBackend({ folder, appRoot: APP_ROOT, now: () => new Date() });
    const start = performance.now();
    const answer = await backend.call('library.open', { plan });
    times.push(performance.now() - start);
    if (!answer.ok) throw new Error(answer.fault.message);
    await backend.close();
  }
  return median(times);
}

/** The host's rows of the performance table. */
export async function benchHost(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tenure-bench-'));
  try {
    const backend = openBackend({ folder, appRoot: APP_ROOT, now: () => new Date() });
    const plan = await makeTenYearPlan(backend.call);
    await backend.close();
    const file = join(folder, 'plans', plan, 'plan.tenure');
    if (!existsSync(file) || readFileSync(file).length === 0) throw new Error('no plan was made');

    const command = await commandRoundTrip(folder, plan);
    const commit = bareCommit(folder);
    const opening = await openings(folder, plan);
    const bare = bareOpening(file);
    return [
      {
        what: 'Record one figure through the browser host, journalled and on disk',
        ms: command,
        reference: commit,
        ratio: commit / command,
        against: 'a bare SQLite insert of one row, on disk',
      },
      {
        what: 'Open a plan with 10 years of monthly figures: lock, checks, journal',
        ms: opening,
        reference: bare,
        ratio: bare / opening,
        against: 'SQLite opening the same file and reading every page',
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
