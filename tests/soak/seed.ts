/** A data folder to begin from: a plan with records and a history, others around it, and copies. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openBackend, type Backend } from '../../src/backend/index.ts';
import type { InputOf, OutputOf } from '../../src/contract/call.ts';
import type { CallName, Calls } from '../../src/contract/index.ts';
import { APP_ROOT } from './appRoot.ts';
import type { Job } from './job.ts';
import { Draw } from './mix/draw.ts';
import { openMix } from './mix/index.ts';
import { KEPT_BESIDE } from './mix/library.ts';
import { ask } from './mix/view.ts';

/** The day before the soak's first. */
export const SEEDED_AT = '2026-06-14T09:00:00.000Z';
const TODAY = SEEDED_AT.slice(0, 10);

/** How many calls of the mix the seed's history is made of. */
const HISTORY = 150;

export interface Seed {
  /** The data folder, closed: copy it, and leave it as it is. */
  folder: string;
  home: string;
  copies: Job['copies'];
  remove(): void;
}

function backendIn(folder: string): Backend {
  let ticks = 0;
  const now = () => new Date(Date.parse(SEEDED_AT) + 10 * (ticks += 1));
  return openBackend({ folder, appRoot: APP_ROOT, now, who: 'Jane' });
}

/** Makes a command at the plan's own revision. */
async function change<Name extends CallName>(
  { call }: Backend,
  plan: string,
  name: Name,
  input: Omit<InputOf<Calls[Name]>, 'plan' | 'revision'>,
): Promise<OutputOf<Calls[Name]>> {
  const { revision } = await ask(call, 'history.standing', { plan });
  return ask(call, name, { ...input, plan, revision } as unknown as InputOf<Calls[Name]>);
}

/** Teams, roles, people and a cohort that has started, so that every call has something to act on. */
async function addRecords(backend: Backend, plan: string): Promise<void> {
  await change(backend, plan, 'structure.reorganise', {
    from: '2015-04-01',
    steps: [
      { kind: 'open-service', name: 'Assessment' },
      { kind: 'open-service', name: 'Permanence' },
      ...['Duty', 'Assessment 1', 'Fostering', 'Care leavers'].map((name, at) => ({
        ...{ kind: 'open-team' as const, name },
        service: at < 2 ? 'Assessment' : 'Permanence',
      })),
    ],
  });
  for (const name of ['Social worker', 'Team manager']) {
    await change(backend, plan, 'role.save', { name, group: 'case-holder', counts: true });
  }
  const { teams, roles } = await ask(backend.call, 'records.read', { plan });
  const steps = teams.map(({ id: team }) => ({
    ...{ kind: 'add' as const, team, role: roles[0]!.id, fte: 3_000_000 },
  }));
  await change(backend, plan, 'establishment.change', { from: '2016-04-01', steps });
  const people = [];
  for (let n = 0; n < 24; n += 1) {
    const started = await change(backend, plan, 'workforce.start', {
      worker: { ref: `S${n}`, name: `Starter ${n}` },
      basis: 'permanent',
      from: n < 12 ? '2025-09-01' : '2021-04-01',
      placements: [{ team: teams[n % 4]!.id, role: roles[n % 2]!.id, fte: 1_000_000 }],
    });
    people.push(started);
  }
  const { cohort } = await change(backend, plan, 'cohort.save', {
    programme: 1,
    name: 'Autumn 2025',
  });
  const members = people.slice(0, 6).map((one) => ({ ...one, startedOn: '2025-09-01' }));
  await change(backend, plan, 'member.add', { cohort, members });
  await change(backend, plan, 'assessor.save', { who: 'Pat', mostMembers: 4, retiredOn: null });
  await change(backend, plan, 'panel.save', { panels: [{ on: '2026-06-01' }] });
}

/** A history: calls of the mix, whatever each answers. */
async function live(backend: Backend, plan: string): Promise<void> {
  const draw = new Draw(1, 0);
  const mix = openMix(backend.call, draw, { today: TODAY, home: plan, copies: [] });
  for (let n = 0; n < HISTORY; n += 1) {
    const call = await mix.next();
    // The library around the plan is made by hand, so that every seed has the same one.
    if (call.name.startsWith('library.')) continue;
    mix.answered(call, await backend.call(call.name, call.input));
  }
}

async function exported({ call }: Backend, plan: string, folder: string, age: number) {
  const { download } = await ask(call, 'library.export', {
    ...{ plan, contents: 'whole', passphrase: null },
  });
  const parts: Buffer[] = [];
  for (let last = false; !last;) {
    const part = await ask(call, 'download.read', { download, index: parts.length });
    parts.push(Buffer.from(part.bytes, 'base64'));
    last = part.last;
  }
  const file = path.join(folder, `copy-${age}.tenure`);
  writeFileSync(file, Buffer.concat(parts));
  return { plan, file };
}

async function newPlan({ call }: Backend, name: string): Promise<string> {
  const { plan } = await ask(call, 'library.create', {
    ...{ name, organisation: 'Anytown', basis: 'local', yearStartMonth: 4 },
    ...{ firstYear: 2023, lastYear: 2026, routes: ['ASYE', 'Managers'] },
    latest: { asAt: '2026-03-31', establishment: 120, vacancies: 14 },
    targets: { year: 2026, vacancyRate: 10, routes: [12, null] },
  });
  return plan;
}

/** A plan of another machine, sent three times as it grows. */
async function sentCopies(parent: string): Promise<Job['copies']> {
  const backend = backendIn(path.join(parent, 'elsewhere'));
  const plan = await newPlan(backend, 'Sent');
  const copies: Job['copies'] = [];
  for (let age = 0; age < 3; age += 1) {
    await change(backend, plan, 'year.add', { where: 'after' });
    copies.push(await exported(backend, plan, parent, age));
  }
  await backend.close();
  return copies;
}

async function receive({ call }: Backend, file: string): Promise<void> {
  const bytes = readFileSync(file);
  const { upload } = await ask(call, 'upload.begin', { bytes: bytes.length });
  await ask(call, 'upload.write', { upload, index: 0, bytes: bytes.toString('base64') });
  await ask(call, 'library.receive', { upload });
}

/** Makes the data folder; it is the same each time, but for the plans' ids. */
export async function makeSeed(): Promise<Seed> {
  const parent = mkdtempSync(path.join(tmpdir(), 'tenure-seed-'));
  const folder = path.join(parent, 'data');
  mkdirSync(folder);
  const copies = await sentCopies(parent);
  const backend = backendIn(folder);
  const { lastPlan: home } = await ask(backend.call, 'preferences.read', {});
  if (home === null) throw new Error('the first start opened no sample');
  await addRecords(backend, home);
  await live(backend, home);
  await ask(backend.call, 'library.backUpNow', { plan: home });
  await newPlan(backend, 'Beside');
  const binned = await newPlan(backend, 'Binned');
  await ask(backend.call, 'library.moveToBin', { plan: binned });
  await receive(backend, copies[0]!.file);
  await backend.close();
  for (const name of KEPT_BESIDE) writeFileSync(path.join(folder, 'plans', home, name), 'Kept');
  if (readdirSync(path.join(folder, 'plans')).length !== 3) throw new Error('the seed is odd');
  const remove = () => {
    rmSync(parent, { recursive: true, force: true });
  };
  return { folder, home, copies, remove };
}
