/** Plans that cannot be read, for whatever reason, are listed with a way on; the others open. */
import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openSample, openTest, planFile, type TestBackend } from './support.ts';

function sql(file: string, statements: string): void {
  const db = new Database(file);
  db.pragma('ignore_check_constraints = ON');
  db.pragma('foreign_keys = OFF');
  db.exec(statements);
  db.close();
}

/** Ways to break a plan, given its file. */
const BREAKS: Readonly<Record<string, (file: string) => void>> = {
  'its plan row is missing': (file) => sql(file, 'DELETE FROM plan'),
  'its file is missing': (file) => rmSync(file),
  'its file is a folder': (file) => {
    rmSync(file);
    mkdirSync(file);
  },
  'its folder is a file': (file) => {
    rmSync(path.dirname(file), { recursive: true });
    writeFileSync(path.dirname(file), 'not a folder');
  },
  'its file is empty': (file) => truncateSync(file, 0),
  'its file is cut short': (file) => truncateSync(file, 9000),
  'its file is text': (file) => writeFileSync(file, 'Minutes of the meeting. '.repeat(40)),
  'its header is overwritten': (file) => {
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.fill(0xff, 16, 60));
  },
  'its pages are overwritten': (file) => {
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.fill(0x5a, 4096));
  },
  'a table of it is gone': (file) => sql(file, 'DROP TABLE journal_image; DROP TABLE same_scope'),
  'its file is a link to nowhere': (file) => {
    rmSync(file);
    symlinkSync(path.join(path.dirname(file), 'nowhere'), file);
  },
  'its file is a link to itself': (file) => {
    rmSync(file);
    symlinkSync(file, file);
  },
  'its listing is a folder, and its file spoilt': (file) => {
    const listing = path.join(path.dirname(file), 'listing.json');
    rmSync(listing, { force: true });
    mkdirSync(listing);
    writeFileSync(file, 'spoilt');
  },
  'its listing is no listing, and its file spoilt': (file) => {
    writeFileSync(path.join(path.dirname(file), 'listing.json'), '{"name":7}');
    writeFileSync(file, 'spoilt');
  },
  'its backups are a file, and its plan row is missing': (file) => {
    const backups = path.join(path.dirname(file), 'backups');
    rmSync(backups, { recursive: true, force: true });
    writeFileSync(backups, 'not a folder');
    sql(file, 'DELETE FROM plan');
  },
  ...(process.platform === 'win32'
    ? {}
    : {
        'its file is a pipe': (file: string) => {
          rmSync(file);
          execFileSync('mkfifo', [file]);
        },
      }),
};

/** Adds a plan to a closed library, as a copy of one that is there, and breaks it. */
function addBroken(folder: string, good: string, how: (file: string) => void): string {
  const id = randomUUID();
  const file = planFile(folder, id);
  mkdirSync(path.join(path.dirname(file), 'backups'), { recursive: true });
  copyFileSync(planFile(folder, good), file);
  how(file);
  return id;
}

/** What a person can do with a plan that cannot be read: nothing of it fails without words. */
async function expectWaysOn(backend: TestBackend, plan: string, how: string): Promise<void> {
  const opening = await backend.fault('library.open', { plan });
  expect([how, opening.code]).not.toEqual([how, 'internal']);
  const { report } = await backend.ok('library.report', { plan });
  expect(report).toContain('Tenure plan report');
  expect(await backend.ok('library.backups', { plan })).toEqual([]);
  await backend.ok('library.moveToBin', { plan });
  const { plans, bin } = await backend.ok('library.list', {});
  expect(plans.map((one) => one.plan)).not.toContain(plan);
  const binned = bin.find((one) => one.plan === plan)!;
  expect(binned.trouble).not.toBeNull();
  await backend.ok('library.deleteForGood', { plan, name: binned.name });
}

it('a library of plans broken in every way lists them all, and opens the good one', async () => {
  const { backend, plan: good } = await openSample();
  const { folder } = backend;
  await backend.ok('library.open', { plan: good });
  await backend.close();
  const broken = Object.entries(BREAKS).map(([how, act]) => ({
    how,
    plan: addBroken(folder, good, act),
  }));
  const again = openTest(folder);
  const { plans } = await again.ok('library.list', {});
  expect(plans).toHaveLength(broken.length + 1);
  for (const { how, plan } of broken) {
    const { trouble, name } = plans.find((one) => one.plan === plan)!;
    expect([how, trouble?.message]).toEqual([how, expect.stringMatching(/plan|Tenure/)]);
    expect([how, trouble?.message]).not.toEqual([
      how,
      expect.stringContaining('went wrong inside'),
    ]);
    expect([how, name]).toEqual([how, expect.any(String)]);
  }
  await again.ok('library.open', { plan: good });
  await again.change('year.add', { plan: good, where: 'after' });
  for (const { how, plan } of broken) await expectWaysOn(again, plan, how);
  expect((await again.ok('library.list', {})).plans.map((one) => one.plan)).toEqual([good]);
});

it('bytes changed anywhere stop no library: the plan is listed, whole or with its trouble', async () => {
  const { backend, plan: good } = await openSample();
  const { folder } = backend;
  await backend.ok('library.open', { plan: good });
  await backend.close();
  const whole = readFileSync(planFile(folder, good));
  const plan = addBroken(folder, good, () => {});
  const file = planFile(folder, plan);
  const library = openTest(folder);
  const places = fc.array(
    fc.tuple(fc.integer({ min: 0, max: whole.length - 1 }), fc.integer({ min: 0, max: 255 })),
    { minLength: 1, maxLength: 30 },
  );
  const property = fc.asyncProperty(places, fc.nat({ max: 3 }), async (changes, much) => {
    const bytes = Buffer.from(whole);
    // In the header and the first pages, most of what is read first.
    for (const [at, to] of changes) bytes[at % (much === 0 ? 4096 : whole.length)] = to;
    writeFileSync(file, bytes);
    if (much === 1) appendFileSync(file, 'more');
    const { plans } = await library.ok('library.list', {});
    expect(plans.map((one) => one.plan).sort()).toEqual([good, plan].sort());
    expect(plans.find((one) => one.plan === good)!.trouble).toBeNull();
  });
  await fc.assert(property, { numRuns: 60 });
});

it('a plan in the bin that cannot be read stops nothing either', async () => {
  const { backend, plan } = await openSample();
  await backend.ok('library.moveToBin', { plan });
  await backend.close();
  const bin = path.join(backend.folder, 'bin', plan);
  sql(path.join(bin, 'plan.tenure'), 'DELETE FROM plan');
  renameSync(path.join(bin, 'listing.json'), path.join(bin, 'other.json'));
  const again = openTest(backend.folder);
  const listed = await again.ok('library.list', {});
  expect(listed.bin).toMatchObject([{ plan, trouble: { code: 'damaged-file' } }]);
});
