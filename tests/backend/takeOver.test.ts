/** Taking over editing: numbers of one's own, in which everything works as before. */
import { expect, it } from 'vitest';
import { BLOCK } from '../../src/backend/takeOver.ts';
import { openPlan } from '../../src/backend/open.ts';
import { download, receive, wordsOf } from './exchange.ts';
import { recordsPlan } from './recordsPlan.ts';
import { MIGRATIONS, openTest, planFile, type TestBackend } from './support.ts';

/** A plan with two people, taken over on another laptop. */
async function takenOver() {
  const made = await recordsPlan();
  const { backend: sender, plan, start } = made;
  const first = await start('1');
  await start('2');
  const { file } = await download(sender, plan);
  const backend = openTest();
  await receive(backend, file);
  await backend.ok('library.takeOver', { plan });
  return { ...made, sender, backend, file, first };
}

function starter(backend: TestBackend, plan: string, ref: string, placement: object) {
  return backend.change('workforce.start', {
    ...{ plan, basis: 'permanent', from: '2021-02-01', worker: { ref } },
    placements: [placement as { team: number; role: number; fte: number }],
  });
}

it('start, leave, import, undo and redo work unchanged in numbers of its own', async () => {
  const { backend, sender, plan, team, role, first } = await takenOver();
  const placement = { team: team.Duty, role: role['Social worker'], fte: 1_000_000 };
  const mine = await starter(backend, plan, '3', placement);
  const theirs = await starter(sender, plan, '3', placement);
  expect(theirs.worker).toBe(3);
  expect(mine.worker).toBeGreaterThan(BLOCK);
  expect(mine.worker % BLOCK).toBe(1);
  expect(Number.isSafeInteger(mine.worker)).toBe(true);

  await backend.change('workforce.leave', {
    ...{ plan, engagement: mine.engagement, lastDay: '2021-09-30' },
  });
  await backend.change('workforce.leave', {
    ...{ plan, engagement: first.engagement, lastDay: '2021-08-31' },
  });
  const before = await backend.ok('records.read', { plan });
  await backend.change('history.undo', { plan });
  await backend.change('history.undo', { plan });
  expect((await backend.ok('records.read', { plan })).engagements.map(({ to }) => to)).toEqual([
    null,
    null,
    null,
  ]);
  await backend.change('history.redo', { plan });
  await backend.change('history.redo', { plan });
  expect(await backend.ok('records.read', { plan })).toEqual(before);

  const { import: id } = await backend.ok('import.begin', {
    ...{ plan, kind: 'people', fileName: 'people.csv' },
  });
  await backend.ok('import.rows', {
    ...{ import: id, index: 0 },
    rows: [
      {
        ...{ kind: 'people', row: 2, ref: '9', name: null, sweNumber: null, basis: 'permanent' },
        ...{ service: null, team: 'Fostering', role: 'Social worker', postRef: null, fte: 500_000 },
        ...{ from: '2021-03-01', to: null, offerAcceptedOn: null, origin: null },
        ...{ leavingReason: null, destination: null, absence: null },
      },
    ],
  });
  await backend.change('import.apply', { plan, import: id, asAt: '2021-11-15' });
  const imported = (await backend.ok('records.read', { plan })).workers.find(
    ({ ref }) => ref === '9',
  )!;
  expect(imported.id).toBe(mine.worker + 1);
  await backend.change('history.undo', { plan });
  await backend.change('history.redo', { plan });
  const { workers } = await backend.ok('records.read', { plan });
  expect(workers.find(({ ref }) => ref === '9')?.id).toBe(imported.id);
});

it('draws a block that is recorded, above those drawn before, for every table', async () => {
  const { backend, file, plan } = await takenOver();
  const other = openTest();
  await receive(other, file);
  await other.ok('library.takeOver', { plan });
  const third = openTest();
  await receive(third, (await download(other, plan)).file);
  await third.ok('library.takeOver', { plan });
  expect((await wordsOf(third, plan))[0]).toBe('Took over editing of this plan');
  const blocksOf = async (of: TestBackend) => {
    await of.close();
    const { read, close } = openPlan(planFile(of.folder, plan), { migrations: MIGRATIONS });
    const blocks = read.all<{ id: number }>('SELECT id FROM id_block ORDER BY id');
    const sequences = read.all<{ block: number }>(
      `SELECT DISTINCT seq / ${BLOCK} AS block FROM sqlite_sequence`,
    );
    const tables = read.get<{ n: number }>(
      `SELECT count(*) AS n FROM sqlite_schema WHERE sql LIKE '%AUTOINCREMENT%'
          AND name NOT IN (SELECT name FROM sqlite_sequence)`,
    )!;
    close();
    expect(tables.n).toBe(0);
    expect(sequences).toEqual([{ block: blocks.at(-1)!.id }]);
    return blocks.map(({ id }) => id);
  };
  const [first = 0, second = 0] = await blocksOf(third);
  expect(await blocksOf(other)).toEqual([first]);
  expect(second).toBeGreaterThan(first);
  expect(second).toBeLessThan(8192);
  expect(await blocksOf(backend)).toHaveLength(1);
});

it('of a duplicate leaves what it is on this computer alone when an older change is undone', async () => {
  const { backend, plan } = await takenOver();
  await backend.change('settings.change', { plan, author: 'Ade' });
  const { plan: copy } = await backend.ok('library.duplicate', { plan, name: 'Another' });
  await backend.change('history.undo', { plan: copy });
  const { plans } = await backend.ok('library.list', {});
  expect(plans.find((listed) => listed.plan === copy)).toMatchObject({ name: 'Another' });
  expect((await backend.ok('figures.read', { plan: copy })).settings.author).toBe('Jane');
  // Its uid is its own still, so a copy of it is not taken for one of the original.
  const elsewhere = openTest();
  await receive(elsewhere, (await download(backend, plan)).file);
  const { plan: received } = await receive(elsewhere, (await download(backend, copy)).file);
  expect(received).toBe(copy);
});
