/** Three laptops, one plan: a copy is older, newer or has parted, and nobody’s work is lost. */
import { describe, expect, it } from 'vitest';
import { isLinked } from '../../src/backend/lineage.ts';
import { openPlan } from '../../src/backend/open.ts';
import { recordsPlan } from './recordsPlan.ts';
import { download, receive, tampered, upload, wordsOf } from './exchange.ts';
import { MIGRATIONS, openSample, openTest, planFile, type TestBackend } from './support.ts';

async function authorOf(backend: TestBackend, plan: string): Promise<string> {
  return (await backend.ok('figures.read', { plan })).settings.author;
}

async function namesOf(backend: TestBackend): Promise<string[]> {
  return (await backend.ok('library.list', {})).plans.map(({ name }) => name).sort();
}

async function signed(backend: TestBackend, name: string) {
  await backend.ok('preferences.change', { name });
  return backend;
}

/** The lead has a plan; coordinator and director have the first copy of it. */
async function threeLaptops() {
  const { backend: lead, plan: sample } = await openSample();
  const { plan } = await lead.ok('library.duplicate', { plan: sample, name: 'Anytown' });
  const coordinator = await signed(openTest(), 'Ade');
  const director = await signed(openTest(), 'Di');
  const { file } = await download(lead, plan, { forWhom: 'the coordinator and the director' });
  await receive(coordinator, file);
  await receive(director, file);
  return { lead, coordinator, director, plan };
}

/** The coordinator takes over and edits; the lead goes on editing. */
async function parted() {
  const three = await threeLaptops();
  const { lead, coordinator, plan } = three;
  await coordinator.ok('library.takeOver', { plan });
  await coordinator.change('settings.change', { plan, author: 'Ade’s author' });
  for (const author of ['One', 'Two', 'Three']) {
    await lead.change('settings.change', { plan, author });
  }
  const theirs = (await download(coordinator, plan)).file;
  const ours = (await download(lead, plan)).file;
  return { ...three, theirs, ours };
}

describe('a copy that has parted from the one here', () => {
  it('replaces nothing: the director is told what each side holds, and has both', async () => {
    const { director, plan, theirs, ours } = await parted();
    expect(await receive(director, ours)).toMatchObject({ plan, outcome: 'replaced-older' });
    const received = await receive(director, theirs);
    expect(received.outcome).toBe('beside');
    expect(received.name).toBe('Anytown (copy from Ade, 15 November 2021)');
    expect(received.plan).not.toBe(plan);
    expect(received.changes.map(({ who, words }) => [who, words])).toEqual([
      ['Ade', 'Changed the author to Ade’s author (was nobody)'],
      ['Ade', 'Took over editing of this plan'],
    ]);
    expect(received.here).toMatchObject({ plan, name: 'Anytown', kind: 'received' });
    expect(received.here!.changes.map(({ words }) => words)).toEqual([
      'Changed the author to Three (was Two)',
      'Changed the author to Two (was One)',
      'Changed the author to One (was nobody)',
    ]);
    expect(await authorOf(director, plan)).toBe('Three');
    expect(await authorOf(director, received.plan)).toBe('Ade’s author');
    expect(await director.ok('library.open', { plan: received.plan })).toMatchObject({
      kind: 'received',
    });
  });

  it('stays parted in whichever order the two come, and a copy of either finds its place', async () => {
    const { lead, coordinator, director, plan, theirs, ours } = await parted();
    // The first to come goes on from the copy that is there; the other one is kept beside.
    expect(await receive(director, theirs)).toMatchObject({ plan, outcome: 'replaced-older' });
    const beside = await receive(director, ours);
    expect(beside.outcome).toBe('beside');
    await lead.change('settings.change', { plan, author: 'Four' });
    await coordinator.change('settings.change', { plan, author: 'Ade again' });
    const again = await receive(director, (await download(lead, plan)).file);
    expect(again).toMatchObject({ plan: beside.plan, outcome: 'replaced-older' });
    expect(again.changes.map(({ words }) => words)).toEqual([
      'Changed the author to Four (was Three)',
    ]);
    const theirsAgain = await receive(director, (await download(coordinator, plan)).file);
    expect(theirsAgain).toMatchObject({ plan, outcome: 'replaced-older' });
    expect(await receive(director, ours)).toMatchObject({ plan: beside.plan, outcome: 'older' });
    expect(await authorOf(director, plan)).toBe('Ade again');
    expect(await authorOf(director, beside.plan)).toBe('Four');
  });

  it('is kept beside the lead’s own plan, which no remedy replaces', async () => {
    const { lead, plan, theirs } = await parted();
    const received = await receive(lead, theirs, { onto: 'own' });
    expect(received).toMatchObject({ outcome: 'beside', here: { plan, kind: 'own' } });
    expect(await authorOf(lead, plan)).toBe('Three');
    expect(
      await lead.fault('library.restoreCopy', { plan, upload: await upload(lead, theirs) }),
    ).toMatchObject({ code: 'refused', message: /lose the other’s changes.*both are kept/ });
    expect(await authorOf(lead, plan)).toBe('Three');
  });

  it('has names that tell the copies apart, however many there are', async () => {
    const { lead, director, plan, theirs, ours } = await parted();
    await receive(director, ours);
    await receive(director, theirs);
    // Going back to a backup parts the lead's plan from what was sent meanwhile.
    const [backup] = await lead.ok('library.backups', { plan });
    await lead.ok('library.restoreBackup', { plan, backup: backup!.backup });
    await signed(lead, 'Ade');
    await lead.change('settings.change', { plan, author: 'Otherwise' });
    const third = await receive(director, (await download(lead, plan)).file);
    expect(third.outcome).toBe('beside');
    expect(third.changes.at(-1)!.words).toMatch(/^Restored the backup/);
    expect(await namesOf(director)).toEqual(
      expect.arrayContaining([
        'Anytown',
        'Anytown (copy from Ade, 15 November 2021)',
        'Anytown (copy from Ade, 15 November 2021) 2',
      ]),
    );
  });
});

describe('a copy that goes on from the lead’s own plan', () => {
  async function goneOn() {
    const three = await threeLaptops();
    const { coordinator, plan } = three;
    await coordinator.ok('library.takeOver', { plan });
    await coordinator.change('settings.change', { plan, author: 'Ade’s author' });
    return { ...three, file: (await download(coordinator, plan)).file };
  }

  it('changes nothing until the lead has chosen', async () => {
    const { lead, plan, file } = await goneOn();
    const asked = await receive(lead, file);
    expect(asked).toMatchObject({ plan, outcome: 'newer-than-own' });
    expect(asked.changes.map(({ words }) => words)).toEqual([
      'Changed the author to Ade’s author (was nobody)',
      'Took over editing of this plan',
    ]);
    expect(await authorOf(lead, plan)).toBe('');
    const beside = await receive(lead, file, { onto: 'beside' });
    expect(beside.outcome).toBe('beside');
    expect(await authorOf(lead, plan)).toBe('');
    expect(await authorOf(lead, beside.plan)).toBe('Ade’s author');
  });

  it('takes its place after a backup, and stays the lead’s own, in numbers of its own', async () => {
    const { lead, director, plan, file } = await goneOn();
    // An export meanwhile is in the history and changes nothing, so it parts nobody.
    await download(lead, plan, { forWhom: 'the archive' });
    expect(await receive(lead, file, { onto: 'own' })).toMatchObject({ outcome: 'replaced-own' });
    expect(await lead.ok('library.open', { plan })).toMatchObject({ kind: 'own' });
    expect(await authorOf(lead, plan)).toBe('Ade’s author');
    expect((await wordsOf(lead, plan))[0]).toBe(
      'Took in a newer copy of this plan, with changes by Ade',
    );
    expect((await lead.ok('library.backups', { plan })).map(({ reason }) => reason)).toContain(
      'before newer copy',
    );
    await lead.change('settings.change', { plan, author: 'Both' });
    // The coordinator's first copy is part of it, so the director's place is the same one.
    await receive(director, file);
    const next = await receive(director, (await download(lead, plan)).file);
    expect(next).toMatchObject({ plan, outcome: 'replaced-older' });
    await lead.close();
    const opened = openPlan(planFile(lead.folder, plan), { migrations: MIGRATIONS });
    const sent = opened.read.all<{ for_whom: string }>('SELECT for_whom FROM copy_sent');
    const blocks = opened.read.all<{ taken_by: string }>('SELECT taken_by FROM id_block');
    opened.close();
    // Whom the lead exported to is not lost with the file that was replaced.
    expect(sent.map((row) => row.for_whom)).toContain('the archive');
    expect(blocks).toEqual([{ taken_by: 'Ade' }, { taken_by: 'Jane' }]);
  });

  it('of figures only never takes the place of a plan that holds people', async () => {
    const { backend: lead, plan } = await recordsPlan();
    const coordinator = openTest();
    await receive(coordinator, (await download(lead, plan, { contents: 'figures' })).file);
    await coordinator.ok('library.takeOver', { plan });
    await coordinator.change('settings.change', { plan, author: 'Ade' });
    // Not even when it is exported whole: the people were left out before.
    const { file } = await download(coordinator, plan);
    const received = await receive(lead, file, { onto: 'own' });
    expect(received).toMatchObject({ outcome: 'beside', figuresOnly: true });
    expect(
      await lead.fault('library.restoreCopy', { plan, upload: await upload(lead, file) }),
    ).toMatchObject({ code: 'refused', message: /figures only/ });
  });
});

describe('the chain of hashes', () => {
  it('holds through undo, redo, milestones, restore, erasure, and text that is no proper text', async () => {
    const { backend, plan, start } = await recordsPlan();
    await backend.ok('library.rename', { plan, name: 'Half a pair \ud83d and \u0001 a bell' });
    await backend.change('settings.change', { plan, author: 'Ade' });
    await backend.change('history.undo', { plan });
    await backend.change('history.redo', { plan });
    const { backup } = await backend.ok('library.backUpNow', { plan });
    await backend.change('settings.change', { plan, author: 'Bea' });
    await backend.ok('library.restoreBackup', { plan, backup });
    const { worker } = await start('E-1');
    await backend.close();
    const hashes = () => {
      const opened = openPlan(planFile(backend.folder, plan), { migrations: MIGRATIONS });
      expect(isLinked(opened.read)).toBe(true);
      const all = opened.read.all<{ hash: string }>('SELECT hash FROM journal_entry ORDER BY id');
      opened.close();
      return all;
    };
    const before = hashes();
    const erasing = openTest(backend.folder);
    await erasing.change('worker.erase', { plan, worker, ref: 'E-1' });
    await erasing.close();
    expect(hashes().slice(0, before.length)).toEqual(before);
  });

  it.each<[string, string]>([
    ['an entry’s words', `UPDATE journal_entry SET words = 'Nothing to see' WHERE id = 3`],
    [
      'an entry taken out',
      `DELETE FROM journal_image WHERE entry_id = 3; DELETE FROM journal_entry WHERE id = 3`,
    ],
    [
      'a hash',
      `UPDATE journal_entry SET hash = replace(hash, substr(hash, 1, 1), 'x') WHERE id = 3`,
    ],
    ['where it began', `UPDATE plan SET origin = '00000000-0000-4000-8000-000000000000'`],
    [
      'a figure that was edited',
      `UPDATE reported_figure SET value = 9999 WHERE id = (SELECT max(row_id) FROM journal_image WHERE table_name = 'reported_figure')`,
    ],
    [
      'a figure taken out',
      `DELETE FROM reported_figure WHERE id = (SELECT max(row_id) FROM journal_image WHERE table_name = 'reported_figure')`,
    ],
  ])('finds %s', async (_what, change) => {
    const { backend, plan } = await openSample();
    const { measures, sources } = await backend.ok('figures.read', { plan });
    const record = (value: number) =>
      backend.change('figures.record', {
        plan,
        readings: [
          {
            ...{ measure: measures[0]!.id, source: sources[0]!.id, year: 2018 },
            ...{ asAt: '2018-05-05', value, status: 'actual' },
          },
        ],
      });
    await record(11);
    await record(12);
    const { file } = await download(backend, plan);
    const elsewhere = openTest();
    const altered = tampered(file, (db) => {
      const finality = db
        .prepare<[], { name: string; sql: string }>(
          `SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'`,
        )
        .all();
      for (const { name } of finality) db.exec(`DROP TRIGGER ${name}`);
      db.exec(change);
      for (const { sql } of finality) db.exec(sql);
    });
    expect(
      await elsewhere.fault('library.receive', { upload: await upload(elsewhere, altered) }),
    ).toMatchObject({ code: 'damaged-file', message: /altered outside Tenure/ });
    expect((await receive(elsewhere, file)).outcome).toBe('new');
  });
});
