/** What was exported, when, by whom and for whom; and which copies may still hold somebody. */
import { expect, it } from 'vitest';
import { copiesSentHolding } from '../../src/backend/copiesSent.ts';
import { openPlan } from '../../src/backend/open.ts';
import { download, receive, wordsOf } from './exchange.ts';
import { recordsPlan } from './recordsPlan.ts';
import { MIGRATIONS, openTest, planFile } from './support.ts';

it('names the whole copies since a person was first recorded, erased or not', async () => {
  const { backend, plan, start } = await recordsPlan();
  const at = (minute: number) => backend.setNow(`2021-11-15T10:0${minute}:00.000Z`);
  at(1);
  await download(backend, plan, { forWhom: 'nobody yet' });
  at(2);
  const { worker } = await start('1');
  at(3);
  await download(backend, plan, { forWhom: 'the director', passphrase: 'twelve characters' });
  await download(backend, plan, { forWhom: 'committee', contents: 'figures' });
  at(4);
  // A backup from before does not know of the copies, and they are carried over.
  const { backup } = await backend.ok('library.backUpNow', { plan });
  at(5);
  await download(backend, plan, { forWhom: 'the auditor' });
  await backend.ok('library.restoreBackup', { plan, backup });
  await backend.change('worker.erase', { plan, worker, ref: '1' });
  await backend.close();
  const opened = openPlan(planFile(backend.folder, plan), { migrations: MIGRATIONS });
  expect(copiesSentHolding(opened.read, { id: worker })).toEqual([
    {
      ...{ at: '2021-11-15T10:05:00.000Z', who: 'Jane', forWhom: 'the auditor' },
      ...{ contents: 'whole', encrypted: false, fileName: 'Empty 2021-11-15.tenure' },
    },
    expect.objectContaining({ forWhom: 'the director', encrypted: true }),
  ]);
  // Of somebody the history does not begin with, every one may hold them.
  expect(copiesSentHolding(opened.read, { id: 99 })).toHaveLength(3);
  opened.close();
});

it('is in the words of History, of the copy too, and is nothing to undo', async () => {
  const { backend, plan } = await recordsPlan();
  const before = (await backend.ok('history.standing', { plan })).undo;
  const { file } = await download(backend, plan, { forWhom: 'the director' });
  await download(backend, plan, { contents: 'figures' });
  expect((await wordsOf(backend, plan)).slice(0, 2)).toEqual([
    'Exported a copy of figures only, not encrypted',
    'Exported a whole copy for the director, not encrypted',
  ]);
  expect((await backend.ok('history.standing', { plan })).undo).toEqual(before);
  const director = openTest();
  await receive(director, file);
  expect((await wordsOf(director, plan))[0]).toBe(
    'Exported a whole copy for the director, not encrypted',
  );
});

it('of a copy somebody sent are figures only, because its history cannot be added to', async () => {
  const { backend, plan } = await recordsPlan();
  const director = openTest();
  await receive(director, (await download(backend, plan)).file);
  const wanted = { plan, contents: 'whole', passphrase: null };
  expect(await director.fault('library.export', wanted)).toMatchObject({
    ...{ code: 'refused', message: /history cannot be added to.*figures alone/ },
  });
  const revision = await director.revision(plan);
  await download(director, plan, { contents: 'figures' });
  expect(await director.revision(plan)).toBe(revision);
});
