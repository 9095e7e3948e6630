/** Random edits, takeovers and exchanges among three laptops: no acknowledged entry is ever lost. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isLinked } from '../../src/backend/lineage.ts';
import { readDb } from '../../src/backend/db.ts';
import { download, receive, type Receive } from './exchange.ts';
import { emptyPlan, openTest, type TestBackend } from './support.ts';

const LAPTOPS = 3;
const laptop = fc.nat(LAPTOPS - 1);
const which = fc.nat(20);
type Step =
  | { does: 'edit' | 'undo' | 'take over' | 'restore'; at: number; which: number }
  | { does: 'send'; at: number; to: number; which: number; onto: 'ask' | 'own' | 'beside' };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ does: fc.constant('edit' as const), at: laptop, which }) },
  fc.record({
    does: fc.constantFrom('undo' as const, 'take over' as const, 'restore' as const),
    at: laptop,
    which,
  }),
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constant('send' as const),
      at: laptop,
      to: laptop,
      which,
      onto: fc.constantFrom('ask' as const, 'own' as const, 'beside' as const),
    }),
  },
);

/** Sends a plan to another laptop: whole, where its history can say so. */
async function send(from: TestBackend, to: TestBackend, plan: string, onto: Receive['onto']) {
  const { kind } = await from.ok('library.open', { plan });
  const contents = kind === 'received' ? 'figures' : 'whole';
  const { file } = await download(from, plan, { contents });
  return receive(to, file, { onto });
}

/** Does what may be done; answers what became of a copy. */
async function take(backends: TestBackend[], step: Step, n: number): Promise<string | null> {
  const backend = backends[step.at]!;
  const { plans } = await backend.ok('library.list', {});
  const { plan, kind } = plans[step.which % plans.length]!;
  if (step.does === 'send') {
    return (await send(backend, backends[step.to]!, plan, step.onto)).outcome;
  }
  if (kind === 'received') {
    if (step.does === 'take over') await backend.ok('library.takeOver', { plan });
  } else if (step.does === 'edit') {
    await backend.change('settings.change', { plan, author: `Author ${n}` });
  } else if (step.does === 'undo') {
    await backend.call('history.undo', { plan, revision: await backend.revision(plan) });
  } else if (step.does === 'restore') {
    const backups = await backend.ok('library.backups', { plan });
    const { backup } = backups[step.which % backups.length]!;
    await backend.ok('library.restoreBackup', { plan, backup });
  }
  return null;
}

function hashesIn(file: string): string[] {
  const db = new Database(file, { readonly: true });
  try {
    return db.prepare<[], string>('SELECT hash FROM journal_entry').pluck().all();
  } finally {
    db.close();
  }
}

/** Every entry in the plans of a data folder, and in their backups where asked. */
function entriesOf(folder: string, withBackups: boolean): Set<string> {
  const plans = path.join(folder, 'plans');
  const files = readdirSync(plans, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.tenure'))
    .filter((name) => withBackups || path.basename(name) === 'plan.tenure');
  return new Set(files.flatMap((name) => hashesIn(path.join(plans, name))));
}

/** Three laptops with the same plan: one's own, one taken over, one received. */
async function threeLaptops(): Promise<TestBackend[]> {
  const [lead, coordinator, director] = [openTest(), openTest(), openTest()];
  for (const backend of [lead, coordinator, director]) {
    const { plans } = await backend.ok('library.list', {});
    await backend.ok('library.moveToBin', { plan: plans[0]!.plan });
  }
  const plan = await emptyPlan(lead);
  await send(lead, coordinator, plan, 'ask');
  await send(lead, director, plan, 'ask');
  await coordinator.ok('library.takeOver', { plan });
  return [lead, coordinator, director];
}

/** Every plan of a data folder has a history of one piece, and every reference holds. */
function checkWhole(folder: string): void {
  for (const plan of readdirSync(path.join(folder, 'plans'))) {
    const db = new Database(path.join(folder, 'plans', plan, 'plan.tenure'));
    expect(isLinked(readDb(db))).toBe(true);
    expect(db.pragma('foreign_key_check')).toEqual([]);
    db.close();
  }
}

it('each entry of a laptop stays in a plan or a backup of it', async () => {
  const outcomes = new Set<string | null>();
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 16 }), async (steps) => {
      const backends = await threeLaptops();
      const folders = backends.map(({ folder }) => folder);
      const seen = folders.map(() => new Set<string>());
      for (const [n, next] of steps.entries()) {
        backends.forEach((backend, at) =>
          backend.setNow(new Date(Date.UTC(2021, 10, 15, 10, n, at)).toISOString()),
        );
        outcomes.add(await take(backends, next, n));
        // Closed, so that all of it is in the files, and opened again for the next step.
        for (const at of new Set([next.at, 'to' in next ? next.to : next.at])) {
          const folder = folders[at]!;
          await backends[at]!.close();
          for (const hash of entriesOf(folder, false)) seen[at]!.add(hash);
          const kept = entriesOf(folder, true);
          expect([...seen[at]!].filter((hash) => !kept.has(hash))).toEqual([]);
          backends[at] = openTest(folder);
        }
      }
      for (const backend of backends) await backend.close();
      folders.forEach(checkWhole);
    }),
    { numRuns: 8 },
  );
  // The steps did come to copies that had parted and to newer ones.
  expect([...outcomes]).toEqual(expect.arrayContaining(['beside', 'replaced-older']));
}, 120_000);
