/** Undo and redo of named entries, their refusals, and their life across a restart. */
import { describe, expect, it } from 'vitest';
import { openPlan } from '../../src/backend/open.ts';
import {
  MIGRATIONS,
  openSample,
  openTest,
  planFile,
  sampleIds,
  type TestBackend,
} from './support.ts';

async function withTwoSources() {
  const { backend, plan } = await openSample();
  const { source } = await backend.change('source.add', { plan, name: 'Paper', publishedOn: null });
  return { backend, plan, source };
}

const figures = (backend: TestBackend, plan: string) => backend.ok('figures.read', { plan });

describe('undo', () => {
  it('puts removed figures back with their numbers, choices included', async () => {
    const { backend, plan } = await openSample();
    const before = await figures(backend, plan);
    const chosen = before.readings.find((reading) => reading.chosen)!;
    await backend.change('figures.removeReading', { plan, reading: chosen.id });
    const step = await backend.change('history.undo', { plan });
    expect(step.words).toMatch(/^Removed /);
    expect(await figures(backend, plan)).toEqual(before);
  });

  it('is itself an entry, and can be redone after a restart', async () => {
    const { backend, plan } = await openSample();
    await backend.change('year.add', { plan, where: 'after' });
    await backend.change('history.undo', { plan });
    await backend.close();
    const again = openTest(backend.folder);
    const standing = await again.ok('library.open', { plan });
    expect(standing).toMatchObject({
      revision: 3,
      undo: null,
      redo: { words: 'Added the year 2023-24' },
    });
    await again.change('history.redo', { plan });
    expect((await figures(again, plan)).settings.lastYear).toBe(2023);
    const { entries } = await again.ok('history.list', { plan });
    expect(entries.map(({ kind, words }) => [kind, words])).toEqual([
      ['redo', 'Redid: Added the year 2023-24'],
      ['undo', 'Undid: Added the year 2023-24'],
      ['change', 'Added the year 2023-24'],
      ['change', 'Made this sample plan from published figures'],
    ]);
  });

  it('of an earlier entry leaves later ones be, and is refused where they build on it', async () => {
    const { backend, plan, source } = await withTwoSources();
    const { measure } = await sampleIds(backend, plan);
    await backend.change('measure.rename', { plan, measure: measure('ASYE'), label: 'NQSW' });
    await backend.change('measure.rename', { plan, measure: measure('ASYE'), label: 'ASYEs' });
    await backend.change('figures.record', {
      plan,
      readings: [
        {
          measure: measure('Leavers'),
          source,
          year: 2020,
          asAt: '2021-03-31',
          value: 36,
          status: 'actual',
        },
      ],
    });
    const { entries } = await backend.ok('history.list', { plan });
    expect(entries.map((entry) => entry.whyNot)).toEqual([
      null,
      null,
      'What it changed was changed again later: “Renamed the row NQSW to ASYEs”. Undo that first.',
      'What it added is in use by 1 figure. Remove or undo those first.',
      'It is a record of what happened, not a change to figures.',
    ]);
    const revision = await backend.revision(plan);
    for (const entry of [2, 3]) {
      expect(await backend.fault('history.undo', { plan, revision, entry })).toMatchObject({
        code: 'refused',
      });
    }
    await backend.change('history.undo', { plan, entry: 4 });
    await backend.change('history.undo', { plan, entry: 3 });
    const labels = (await figures(backend, plan)).measures.map((one) => one.label);
    expect(labels).toContain('ASYE');
    expect((await figures(backend, plan)).readings.at(-1)!.value).toBe(36);
  });

  it('of an undo brings the change back, even when redo is no longer offered', async () => {
    const { backend, plan } = await openSample();
    await backend.change('settings.change', { plan, author: 'A' });
    await backend.change('history.undo', { plan });
    await backend.change('year.add', { plan, where: 'before' });
    expect((await backend.ok('history.standing', { plan })).redo).toBeNull();
    const undo = (await backend.ok('history.list', { plan })).entries.find(
      (e) => e.kind === 'undo',
    )!;
    // The year was added to the same row since.
    expect(undo.whyNot).toMatch(/Added the year 2016-17/);
    await backend.change('history.undo', { plan });
    await backend.change('history.undo', { plan, entry: undo.entry });
    expect((await figures(backend, plan)).settings.author).toBe('A');
  });

  it('is refused where something new is in the place of the old', async () => {
    const { backend, plan } = await openSample();
    const { readings } = await sampleIds(backend, plan);
    const { id, chosen: _chosen, ...reading } = readings[0]!;
    await backend.change('figures.removeReading', { plan, reading: id });
    await backend.change('figures.record', { plan, readings: [{ ...reading, value: 320 }] });
    const before = await figures(backend, plan);
    const revision = await backend.revision(plan);
    const fault = await backend.fault('history.undo', { plan, revision, entry: 2 });
    expect(fault).toMatchObject({ code: 'refused', message: /in the place of/ });
    expect(await figures(backend, plan)).toEqual(before);
    expect(await backend.revision(plan)).toBe(revision);
  });

  it('says there is nothing to undo or redo', async () => {
    const { backend, plan } = await openSample();
    const at = { plan, revision: 1 };
    expect((await backend.fault('history.undo', at)).message).toBe('There is nothing to undo.');
    expect((await backend.fault('history.redo', at)).message).toBe('There is nothing to redo.');
    expect((await backend.fault('history.undo', { ...at, entry: 1 })).code).toBe('refused');
    expect((await backend.fault('history.undo', { ...at, entry: 99 })).code).toBe('not-found');
  });

  it('is refused once the rows as they were have been erased', async () => {
    const { backend, plan } = await openSample();
    await backend.change('settings.change', { plan, author: 'A' });
    await backend.close();
    const file = openPlan(planFile(backend.folder, plan), { migrations: MIGRATIONS });
    file.connection.exec('UPDATE journal_image SET before = NULL, after = NULL');
    file.close();
    const again = openTest(backend.folder);
    expect((await again.ok('history.standing', { plan })).undo).toBeNull();
    expect(await again.fault('history.undo', { plan, revision: 2, entry: 2 })).toMatchObject({
      message: 'This cannot be undone. Its details have been erased from the history.',
    });
  });
});

describe('undo to an entry', () => {
  it('goes back to exactly how the plan stood, undos and redos since included', async () => {
    const { backend, plan } = await openSample();
    await backend.change('settings.change', { plan, author: 'A' }); // 2
    await backend.change('year.add', { plan, where: 'after' }); // 3
    await backend.change('source.add', { plan, name: 'Paper', publishedOn: null }); // 4
    await backend.change('history.undo', { plan }); // 5: the source is gone
    const then = await figures(backend, plan);
    await backend.change('history.redo', { plan }); // 6
    await backend.change('settings.change', { plan, organisation: 'B' }); // 7
    await backend.change('history.undo', { plan }); // 8
    await backend.change('history.undo', { plan, entry: 3 }); // 9
    const { undone } = await backend.change('history.undoTo', { plan, entry: 5 });
    expect(undone).toBe(2);
    expect(await figures(backend, plan)).toEqual(then);
    await backend.change('history.undoTo', { plan, entry: 0 });
    expect((await figures(backend, plan)).settings).toMatchObject({ author: '', lastYear: 2022 });
  });

  it('undoes all or none', async () => {
    const { backend, plan } = await openSample();
    const { readings } = await sampleIds(backend, plan);
    const { id, chosen: _chosen, ...reading } = readings[0]!;
    await backend.change('figures.removeReading', { plan, reading: id });
    await backend.change('year.add', { plan, where: 'after' });
    await backend.change('figures.record', { plan, readings: [{ ...reading, value: 320 }] });
    const { undone } = await backend.change('history.undoTo', { plan, entry: 1 });
    expect(undone).toBe(3);
    expect((await sampleIds(backend, plan)).readings).toEqual(readings);
  });
});
