/** What the backend's tests share: a real folder, a real backend, answers unwrapped. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { Fault, InputOf, OutputOf } from '../../src/contract/call.ts';
import type { CallName, Calls } from '../../src/contract/index.ts';
import type { ImportedTable } from '../../src/contract/figures.ts';
import { openBackend, type Backend } from '../../src/backend/index.ts';
import { readMigrations } from '../../src/backend/migrate.ts';

export const APP_ROOT = path.resolve(import.meta.dirname, '../..');
export const MIGRATIONS = readMigrations(path.join(APP_ROOT, 'migrations'));
export const AT = '2021-11-15T09:30:00.000Z';

/** A new folder, removed when the test ends. */
export function tempFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'tenure-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A backend whose clock the test moves. */
export interface TestBackend extends Backend {
  folder: string;
  logged: string[];
  setNow(instant: string): void;
  /** The value of a call that must go well. */
  ok<Name extends CallName>(
    name: Name,
    input: InputOf<Calls[Name]>,
  ): Promise<OutputOf<Calls[Name]>>;
  /** The fault of a call that must not. */
  fault(name: string, input: unknown): Promise<Fault>;
  /** A command at the plan's own revision. */
  change<Name extends CallName>(
    name: Name,
    input: Omit<InputOf<Calls[Name]>, 'revision'>,
  ): Promise<OutputOf<Calls[Name]>>;
  revision(plan: string): Promise<number>;
}

export function openTest(folder = tempFolder()): TestBackend {
  let now = AT;
  const logged: string[] = [];
  const backend = openBackend({
    folder,
    appRoot: APP_ROOT,
    now: () => new Date(now),
    who: 'Jane',
    log: (message, error) => logged.push(`${message}: ${String(error)}`),
  });
  onTestFinished(() => backend.close());

  const ok: TestBackend['ok'] = async (name, input) => {
    const answer = await backend.call(name, input);
    if (!answer.ok) {
      throw new Error(`${name}: ${JSON.stringify(answer.fault)} ${logged.join('\n')}`);
    }
    return answer.value as OutputOf<Calls[typeof name]>;
  };
  const revision = async (plan: string) => (await ok('history.standing', { plan })).revision;
  return {
    ...backend,
    folder,
    logged,
    setNow: (instant) => {
      now = instant;
    },
    ok,
    revision,
    async fault(name, input) {
      const answer = await backend.call(name, input);
      if (answer.ok) throw new Error(`${name} went well: ${JSON.stringify(answer.value)}`);
      return answer.fault;
    },
    async change<Name extends CallName>(
      name: Name,
      input: Omit<InputOf<Calls[Name]>, 'revision'>,
    ): Promise<OutputOf<Calls[Name]>> {
      const plan = 'plan' in input ? String(input.plan) : '';
      const full = { ...input, revision: await revision(plan) };
      const answer = await backend.call(name, full);
      if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.fault)}`);
      return answer.value as OutputOf<Calls[Name]>;
    },
  };
}

/** A backend with the sample plan open, and its id. */
export async function openSample(folder?: string) {
  const backend = openTest(folder);
  const { lastPlan } = await backend.ok('preferences.read', {});
  if (lastPlan === null) throw new Error('the first start opened no sample');
  return { backend, plan: lastPlan };
}

export function planFile(folder: string, plan: string): string {
  return path.join(folder, 'plans', plan, 'plan.tenure');
}

export function sampleTable(): ImportedTable {
  const file = path.join(APP_ROOT, 'resources/samples/tower-hamlets.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { table: ImportedTable }).table;
}

/** Ids of the sample's rows by label, and a source to record from. */
export async function sampleIds(backend: TestBackend, plan: string) {
  const { measures, sources, scopes, readings, targets } = await backend.ok('figures.read', {
    plan,
  });
  const measure = (label: string) => {
    const found = measures.find((one) => one.label === label);
    if (!found) throw new Error(`no row ${label}`);
    return found.id;
  };
  return { measure, source: sources[0]!.id, scope: scopes[0]!.id, readings, targets };
}

/** A new plan without figures, of one year and one route. */
export async function emptyPlan(backend: TestBackend) {
  const { plan } = await backend.ok('library.create', {
    name: 'Empty',
    organisation: 'Anytown',
    basis: 'local',
    yearStartMonth: 4,
    firstYear: 2021,
    lastYear: 2021,
    routes: ['ASYE'],
    latest: { asAt: '2021-11-12', establishment: null, vacancies: null },
    targets: { year: 2021, vacancyRate: null, routes: [] },
  });
  return plan;
}
