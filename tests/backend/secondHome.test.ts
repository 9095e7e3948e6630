/** A second home for backups: a closed, checked copy of each own plan after each day's work. */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { KEPT } from '../../src/backend/secondHome.ts';
import { receive } from './exchange.ts';
import { emptyPlan, openSample, openTest, tempFolder, type TestBackend } from './support.ts';

const PASSPHRASE = 'correct horse battery';

/** A backend with one plan of its own and a second home. */
async function atHome(passphrase: string | null = null) {
  const backend = openTest();
  const plan = await emptyPlan(backend);
  const home = tempFolder();
  expect(backend.useSecondHome(home)).toMatchObject({ ok: true });
  await backend.ok('secondHome.protect', { passphrase });
  return { backend, plan, home };
}

async function statusOf(backend: TestBackend, plan: string) {
  const { plans, ...home } = await backend.ok('secondHome.read', {});
  return { ...home, ...plans.find((listed) => listed.plan === plan)! };
}

describe('a second home', () => {
  it('gets a copy when it is chosen, and after a day’s work when Tenure closes', async () => {
    const { backend, plan, home } = await atHome();
    const [first] = readdirSync(home);
    expect(first).toMatch(/^Empty \[[0-9a-f]{8}-[0-9a-f]{8}\] 2021-11-15 09-30-00\.tenure$/);
    expect(await statusOf(backend, plan)).toMatchObject({
      ...{ folder: path.basename(home), reachable: true, protection: 'open', trouble: null },
      ...{ copiedAt: '2021-11-15T09:30:00Z', changedSince: false, old: false },
    });
    backend.setNow('2021-11-15T16:00:00.000Z');
    await backend.change('settings.change', { plan, author: 'Ade' });
    expect(readdirSync(home)).toHaveLength(1);
    expect((await statusOf(backend, plan)).changedSince).toBe(true);
    await backend.close();
    expect(readdirSync(home)).toHaveLength(2);

    // Nothing changed since, so nothing is copied.
    const again = openTest(backend.folder);
    again.setNow('2021-11-16T09:00:00.000Z');
    await again.ok('library.open', { plan });
    await again.close();
    expect(readdirSync(home)).toHaveLength(2);
    // A copy is a plan's file, whole: another computer receives it.
    const newest = readFileSync(path.join(home, readdirSync(home).sort().at(-1)!));
    const elsewhere = openTest();
    expect(await receive(elsewhere, newest)).toMatchObject({ outcome: 'new', plan });
    expect((await elsewhere.ok('figures.read', { plan })).settings.author).toBe('Ade');
  });

  it('gets yesterday’s work at the first change of a new day, where Tenure stays open', async () => {
    const { backend, plan, home } = await atHome();
    await backend.change('settings.change', { plan, author: 'Monday' });
    backend.setNow('2021-11-16T09:00:00.000Z');
    await backend.change('settings.change', { plan, author: 'Tuesday' });
    await backend.change('settings.change', { plan, author: 'Tuesday, later' });
    expect(readdirSync(home)).toHaveLength(2);
    const newest = readFileSync(path.join(home, readdirSync(home).sort().at(-1)!));
    const elsewhere = openTest();
    await receive(elsewhere, newest);
    expect((await elsewhere.ok('figures.read', { plan })).settings.author).toBe('Monday');
  });

  it('gets the work of a session that was killed when the plan is next opened', async () => {
    const { backend, plan, home } = await atHome();
    await backend.change('settings.change', { plan, author: 'Ade' });
    // As a kill leaves it: this computer never copied, and the file is closed by another process.
    renameSync(home, `${home}-away`);
    await backend.close();
    renameSync(`${home}-away`, home);
    expect(readdirSync(home)).toHaveLength(1);
    const again = openTest(backend.folder);
    again.setNow('2021-11-16T09:00:00.000Z');
    await again.ok('library.open', { plan });
    expect(readdirSync(home)).toHaveLength(2);
    expect((await statusOf(again, plan)).trouble).toBeNull();
  });

  it(`keeps the newest ${KEPT} copies of each plan, and leaves other files alone`, async () => {
    const { backend, plan, home } = await atHome();
    const other = openTest();
    const otherPlan = await emptyPlan(other);
    other.useSecondHome(home);
    await other.ok('secondHome.protect', { passphrase: null });
    expect(otherPlan).not.toBe(plan);
    for (let n = 0; n < KEPT + 2; n += 1) {
      backend.setNow(`2021-11-15T1${n}:00:00.000Z`);
      await backend.change('settings.change', { plan, author: `Author ${n}` });
      await backend.ok('secondHome.copyNow', {});
    }
    const mine = readdirSync(home).filter((name) => name.includes(plan.slice(0, 8)));
    expect(mine).toHaveLength(KEPT);
    expect(mine.sort()[0]).toContain('2021-11-15 12-00-00');
    expect(readdirSync(home)).toHaveLength(KEPT + 1);
  });

  it('says when it is gone, keeps that until a copy is made, and warns after a week', async () => {
    const { backend, plan, home } = await atHome();
    await backend.change('settings.change', { plan, author: 'Ade' });
    rmSync(home, { recursive: true });
    const copied = await backend.ok('secondHome.copyNow', {});
    expect(copied).toMatchObject({ reachable: false, trouble: /is not there/ });
    await backend.close();
    const again = openTest(backend.folder);
    expect((await statusOf(again, plan)).trouble).toMatch(/is not there/);
    expect((await statusOf(again, plan)).old).toBe(false);
    again.setNow('2021-11-23T09:31:00.000Z');
    expect((await statusOf(again, plan)).old).toBe(true);
  });

  it('is nothing that a page can name, nor the folder of the plans, nor one that is not there', async () => {
    const { backend } = await openSample();
    const refusal = (folder: string) => {
      const answer = backend.useSecondHome(folder);
      return answer.ok ? '' : answer.fault.message;
    };
    expect(refusal(path.join(backend.folder, 'plans'))).toMatch(/where the plans themselves/);
    expect(refusal(path.join(backend.folder, '..', 'nowhere at all'))).toMatch(/not there/);
    const given = await backend.fault('secondHome.choose', { folder: '/tmp' });
    expect(given.code).toBe('bad-input');
    expect((await backend.fault('secondHome.choose', {})).message).toMatch(/--backups/);
    const chosen = tempFolder();
    backend.useSecondHome(chosen);
    // Nothing is copied until the user has said how it is to be protected, and no sample ever.
    await backend.ok('secondHome.copyNow', {});
    await backend.ok('secondHome.protect', { passphrase: null });
    expect(readdirSync(chosen)).toEqual([]);
    const { folder } = await backend.ok('secondHome.read', {});
    expect(folder).toBe(path.basename(chosen));
    await backend.ok('secondHome.forget', {});
    expect((await backend.ok('secondHome.read', {})).folder).toBeNull();
  });

  it('is encrypted under a passphrase that is kept nowhere, by a key only its owner can read', async () => {
    const { backend, plan, home } = await atHome(PASSPHRASE);
    await backend.change('settings.change', { plan, author: 'Ade' });
    await backend.close();
    // Unattended, and in a later session that was never told the passphrase.
    const again = openTest(backend.folder);
    again.setNow('2021-11-16T09:00:00.000Z');
    await again.change('settings.change', { plan, author: 'Bea' });
    await again.close();
    const names = readdirSync(home).sort();
    const elsewhere = openTest();
    const newest = readFileSync(path.join(home, names.at(-1)!));
    expect(newest.subarray(0, 16).toString()).toBe('TENURE-ENCRYPTED');
    expect(await receive(elsewhere, newest, { passphrase: PASSPHRASE })).toMatchObject({ plan });
    expect((await elsewhere.ok('figures.read', { plan })).settings.author).toBe('Bea');
    const kept = path.join(backend.folder, 'second-home.json');
    expect(readFileSync(kept, 'utf8')).not.toContain('correct horse');
    if (process.platform !== 'win32') expect(statSync(kept).mode & 0o077).toBe(0);
  });

  it('that cannot be written to is said, and keeps nobody from working', async () => {
    const { backend, plan, home } = await atHome();
    const [copy = ''] = readdirSync(home);
    // Something that cannot be written over is in the place of the next copy.
    mkdirSync(path.join(home, copy.replace('09-30-00', '10-00-00')));
    backend.setNow('2021-11-15T10:00:00.000Z');
    await backend.change('settings.change', { plan, author: 'Ade' });
    await backend.ok('secondHome.copyNow', {});
    await backend.change('settings.change', { plan, author: 'Bea' });
    expect(readdirSync(home).filter((name) => name.endsWith('.new'))).toEqual([]);
    expect((await statusOf(backend, plan)).trouble).not.toBeNull();
  });
});
