/** Importing a table: adds and updates by name, removes nothing, and the same again changes nothing. */
import { describe, expect, it } from 'vitest';
import type { ImportedTable } from '../../src/contract/figures.ts';
import type { PlanFigures } from '../../src/domain/figures.ts';
import { emptyPlan, openSample, sampleTable } from './support.ts';

/** The table a plan would export: names instead of ids. */
function tableOf(figures: PlanFigures): ImportedTable {
  const name = <Row extends { id: number }>(rows: readonly Row[], id: number) =>
    rows.find((row) => row.id === id)!;
  const names = (figure: { measure: number; source: number; scope: number }) => ({
    measure: name(figures.measures, figure.measure).label,
    source: name(figures.sources, figure.source).name,
    scope: name(figures.scopes, figure.scope).name,
  });
  return {
    measures: figures.measures.map(({ label, kind, unit }) => ({ label, kind, unit })),
    sources: figures.sources.map(({ name, publishedOn }) => ({ name, publishedOn })),
    scopes: figures.scopes.map(({ name, note }) => ({ name, note })),
    readings: figures.readings.map(({ id: _id, ...reading }) => ({
      ...reading,
      ...names(reading),
    })),
    targets: figures.targets.map(({ id: _id, ...target }) => ({ ...target, ...names(target) })),
  };
}

describe('an import', () => {
  it('takes a whole table into an empty plan and gives it back without loss', async () => {
    const { backend, plan: sample } = await openSample();
    const table = tableOf(await backend.ok('figures.read', { plan: sample }));
    const plan = await emptyPlan(backend);
    const outcome = await backend.change('figures.import', { plan, table, dryRun: false });
    expect(outcome).toEqual({
      added: table.readings.length + table.targets.length,
      changed: 0,
      unchanged: 0,
    });
    const figures = await backend.ok('figures.read', { plan });
    expect(figures.settings).toMatchObject({ firstYear: 2017, lastYear: 2022 });
    const back = tableOf(figures);
    expect(back.readings).toEqual(table.readings);
    expect(back.targets).toEqual(table.targets);
    const { entries } = await backend.ok('history.list', { plan });
    expect(entries[0]!.words).toBe(
      `Imported a table of ${outcome.added} figures: ${outcome.added} added and 0 changed; ` +
        'the plan now runs from 2017-18 to 2022-23',
    );
    const backups = await backend.ok('library.backups', { plan });
    expect(backups.map((backup) => backup.reason)).toContain('before import');
  });

  it('of the same table again changes nothing', async () => {
    const { backend, plan } = await openSample();
    const table = sampleTable();
    const answer = await backend.call('figures.import', {
      plan,
      revision: 1,
      table,
      dryRun: false,
    });
    expect(answer).toEqual({
      ok: true,
      value: { added: 0, changed: 0, unchanged: table.readings.length + table.targets.length },
      changed: [],
      revision: 1,
    });
    const backups = await backend.ok('library.backups', { plan });
    expect(backups.map((backup) => backup.reason)).toEqual(['daily']);
  });

  it('only counts in a dry run', async () => {
    const { backend, plan } = await openSample();
    const before = await backend.ok('figures.read', { plan });
    const table = sampleTable();
    table.readings[0]!.value = 320;
    table.readings.push({ ...table.readings[0]!, year: 2025, asAt: '2026-03-31' });
    table.measures.push({ label: 'New row', kind: 'other', unit: 'number' });
    const answer = await backend.call('figures.import', { plan, revision: 1, table, dryRun: true });
    expect(answer).toMatchObject({
      ok: true,
      value: { added: 1, changed: 1 },
      changed: [],
      revision: 1,
    });
    expect(await backend.ok('figures.read', { plan })).toEqual(before);
  });

  it('is one change, undone at once', async () => {
    const { backend, plan } = await openSample();
    const before = await backend.ok('figures.read', { plan });
    const table = sampleTable();
    for (const reading of table.readings) if (reading.value) reading.value += 1;
    table.measures.push({ label: 'New row', kind: 'other', unit: 'number' });
    await backend.change('figures.import', { plan, table, dryRun: false });
    await backend.change('history.undo', { plan });
    expect(await backend.ok('figures.read', { plan })).toEqual(before);
  });

  it('finds a row by its kind where the labels differ', async () => {
    const { backend, plan } = await openSample();
    const table: ImportedTable = {
      measures: [{ label: 'Total SW Vacancy', kind: 'vacancies', unit: 'posts' }],
      sources: [],
      scopes: [],
      readings: [
        {
          measure: 'Total SW Vacancy',
          source: 'A new paper',
          scope: 'AS REPORTED BY THE COUNCIL',
          year: 2021,
          asAt: '2022-03-31',
          value: 44,
          status: 'actual',
        },
      ],
      targets: [],
    };
    await backend.change('figures.import', { plan, table, dryRun: false });
    const { measures, readings, scopes, sources } = await backend.ok('figures.read', { plan });
    expect(measures).toHaveLength(13);
    expect(scopes).toHaveLength(2);
    expect(sources.at(-1)).toMatchObject({ name: 'A new paper', publishedOn: null });
    const vacancies = measures.find((measure) => measure.kind === 'vacancies')!;
    expect(readings.at(-1)).toMatchObject({ measure: vacancies.id, value: 44, scope: 1 });
  });

  it('is refused whole, with the field, where one row cannot be taken', async () => {
    const { backend, plan } = await openSample();
    const before = await backend.ok('figures.read', { plan });
    const field = async (change: (table: ImportedTable) => void) => {
      const table = sampleTable();
      change(table);
      const input = { plan, revision: 1, table, dryRun: false };
      return (await backend.fault('figures.import', input)).field;
    };
    expect(await field((t) => (t.readings[3]!.measure = 'Nowhere'))).toBe(
      'table.readings.3.measure',
    );
    expect(await field((t) => (t.readings[3]!.value = null))).toBe('table.readings.3.value');
    expect(await field((t) => (t.targets[2]!.value = -4))).toBe('table.targets.2.value');
    expect(await field((t) => (t.measures[3]!.unit = 'percent'))).toBe('table.measures.3.kind');
    expect(await backend.ok('figures.read', { plan })).toEqual(before);
    expect((await backend.ok('library.backups', { plan })).length).toBe(1);
  });
});
