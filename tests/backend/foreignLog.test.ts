/** A write-ahead log that is not the plan's own is never replayed into it in silence. */
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { whileWritten } from './kill.ts';
import { openSample, openTest, planFile, tempFolder, type TestBackend } from './support.ts';

/** A plan and its log as a killed process left them. */
async function killedPlan(folder = tempFolder()) {
  const { backend, plan } = await openSample(folder);
  await backend.ok('library.open', { plan });
  await backend.close();
  await whileWritten(folder, plan, () => new Promise((resolve) => setTimeout(resolve, 60)));
  const file = planFile(folder, plan);
  expect(statSync(`${file}-wal`).size).toBeGreaterThan(0);
  return { folder, plan, file };
}

async function standing(backend: TestBackend, plan: string) {
  const { revision } = await backend.ok('library.open', { plan });
  return { revision, author: (await backend.ok('figures.read', { plan })).settings.author };
}

it('a log of its own, left by a kill, is read in', async () => {
  const { folder, plan } = await killedPlan();
  const backend = openTest(folder);
  expect(await standing(backend, plan)).toMatchObject({ author: /^after \d+$/ });
});

it('a log of another plan is refused in words and kept aside, and the plan is whole', async () => {
  const stranger = await killedPlan();
  const { backend: first, plan } = await openSample();
  const before = await standing(first, plan);
  await first.close();
  const file = planFile(first.folder, plan);
  const bytes = readFileSync(file);
  const log = readFileSync(`${stranger.file}-wal`);
  copyFileSync(`${stranger.file}-wal`, `${file}-wal`);

  const backend = openTest(first.folder);
  // The list looks, says so, and leaves all as it is.
  const { plans } = await backend.ok('library.list', {});
  expect(plans[0]!.trouble).toMatchObject({ code: 'damaged-file', message: /does not belong/ });
  expect(readFileSync(`${file}-wal`).equals(log)).toBe(true);

  const fault = await backend.fault('library.open', { plan });
  expect(fault).toMatchObject({ code: 'damaged-file', message: /kept aside.*Try again/s });
  expect(readFileSync(file).equals(bytes)).toBe(true);
  expect(readFileSync(`${file}-wal.unreadable`).equals(log)).toBe(true);

  expect(await standing(backend, plan)).toEqual(before);
  expect((await backend.ok('library.list', {})).plans[0]!.trouble).toBeNull();
});

it('an earlier log of the same plan is refused: its history goes less far', async () => {
  const { folder, plan, file } = await killedPlan();
  const early = path.join(tempFolder(), 'early');
  copyFileSync(`${file}-wal`, early);
  const later = openTest(folder);
  for (let n = 0; n < 3; n += 1)
    await later.change('settings.change', { plan, author: `later ${n}` });
  const before = await standing(later, plan);
  await later.close();
  copyFileSync(early, `${file}-wal`);

  const backend = openTest(folder);
  expect((await backend.fault('library.open', { plan })).message).toMatch(/does not belong/);
  expect(await standing(backend, plan)).toEqual(before);
});

it('a log of some other program is refused', async () => {
  const { folder, plan, file } = await killedPlan();
  const closed = openTest(folder);
  const before = await standing(closed, plan);
  await closed.close();
  const { default: Database } = await import('better-sqlite3');
  const other = path.join(mkdtempSync(path.join(tempFolder(), 'x')), 'other.db');
  const db = new Database(other);
  db.pragma('journal_mode = WAL');
  db.exec('CREATE TABLE t (x); INSERT INTO t VALUES (1)');
  copyFileSync(`${other}-wal`, `${file}-wal`);
  db.close();

  const backend = openTest(folder);
  expect((await backend.fault('library.open', { plan })).message).toMatch(/does not belong/);
  expect(await standing(backend, plan)).toEqual(before);
  rmSync(other, { force: true });
});

it('looking at a plan with a log leaves no file of its own behind', async () => {
  const { folder, plan, file } = await killedPlan();
  const backend = openTest(folder);
  await backend.ok('library.list', {});
  expect(readdirSync(path.dirname(file)).filter((name) => /-shm|\.new/.test(name))).toEqual([]);
  await backend.ok('library.open', { plan });
  expect(existsSync(`${file}-shm`)).toBe(false);
});
