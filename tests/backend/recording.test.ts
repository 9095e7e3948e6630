/** Recording figures, and everything else a page changes in a plan. */
import { describe, expect, it } from 'vitest';
import { emptyPlan, openSample, openTest } from './support.ts';

describe('recording', () => {
  it('keeps every other reading, and takes the scope of the year’s figures', async () => {
    const { backend, plan } = await openSample();
    const { measures, sources, readings, scopes } = await backend.ok('figures.read', { plan });
    const vacancies = measures.find((measure) => measure.kind === 'vacancies')!.id;
    const { scope: later } = await backend.change('scope.confirmChange', {
      plan,
      year: 2020,
      name: 'Managers counted in',
    });
    const entry = {
      measure: vacancies,
      source: sources[0]!.id,
      value: 41,
      status: 'actual' as const,
    };
    await backend.change('figures.record', {
      plan,
      readings: [
        { ...entry, year: 2021, asAt: '2022-01-31' },
        { ...entry, year: 2017, asAt: '2017-09-30' },
      ],
    });
    const after = await backend.ok('figures.read', { plan });
    expect(after.readings).toHaveLength(readings.length + 2);
    expect(after.readings.slice(-2).map((reading) => reading.scope)).toEqual([
      later,
      scopes[0]!.id,
    ]);
    // Figures on the statutory basis keep the scope that says so.
    expect(after.readings.filter((reading) => reading.scope === scopes[1]!.id)).toHaveLength(2);
    const council = after.readings.filter((r) => r.year >= 2020 && r.scope !== scopes[1]!.id);
    expect(new Set(council.map((reading) => reading.scope))).toEqual(new Set([later]));
  });

  it('a later reading takes over from a choice among earlier ones', async () => {
    const { backend, plan } = await openSample();
    const { measures, sources, readings } = await backend.ok('figures.read', { plan });
    const turnover = measures.find((measure) => measure.kind === 'turnoverRate')!.id;
    const dfe = readings.find((r) => r.measure === turnover && r.value === 12.5)!;
    await backend.change('figures.choose', {
      plan,
      measure: turnover,
      year: 2021,
      reading: dfe.id,
    });
    const chosen = async () =>
      (await backend.ok('figures.read', { plan })).readings
        .filter((r) => r.measure === turnover && r.year === 2021 && r.chosen)
        .map((r) => r.value);
    expect(await chosen()).toEqual([12.5]);
    await backend.change('figures.record', {
      plan,
      readings: [
        {
          measure: turnover,
          source: sources[0]!.id,
          year: 2021,
          asAt: '2022-03-31',
          value: 11,
          status: 'actual',
        },
      ],
    });
    expect(await chosen()).toEqual([]);
    const fault = await backend.fault('figures.choose', {
      plan,
      revision: await backend.revision(plan),
      measure: turnover,
      year: 2020,
      reading: dfe.id,
    });
    expect(fault).toMatchObject({ code: 'bad-input', field: 'reading' });
  });

  it('of rows: added in place, renamed, reordered, retired and brought back', async () => {
    const { backend, plan } = await openSample();
    const labels = async () =>
      (await backend.ok('figures.read', { plan })).measures.map((measure) => measure.label);
    const { measure } = await backend.change('measure.add', {
      plan,
      label: 'Overseas',
      kind: 'recruits',
      unit: 'people',
    });
    expect((await labels()).indexOf('Overseas')).toBe(
      (await labels()).indexOf('Total recruits') - 1,
    );
    const ids = (await backend.ok('figures.read', { plan })).measures.map((one) => one.id);
    await backend.change('measure.reorder', { plan, order: ids.toReversed() });
    expect((await labels())[0]).toBe('Sickness days per FTE');
    await backend.change('measure.retire', { plan, measure, on: '2022-03-31' });
    const revision = await backend.revision(plan);
    const fault = (name: string, input: object) =>
      backend.fault(name, { plan, revision, ...input });
    const row = { label: 'OVERSEAS', kind: 'recruits', unit: 'people' };
    expect((await fault('measure.add', row)).message).toMatch(/It is retired: bring it back/);
    expect(await fault('measure.add', { ...row, label: 'x', unit: 'percent' })).toMatchObject({
      message: 'x is counted in people, not in percent.',
    });
    expect(await fault('measure.add', { ...row, label: 'x', kind: 'leavers' })).toMatchObject({
      field: 'kind',
      message: 'The plan already has a row of that kind: Leavers.',
    });
    expect((await fault('measure.rename', { measure, label: 'asye' })).field).toBe('label');
    expect((await fault('measure.reorder', { order: [measure, measure] })).field).toBe('order');
    await backend.change('measure.retire', { plan, measure, on: null });
  });

  it('of scenarios, years and sources', async () => {
    const backend = openTest();
    const plan = await emptyPlan(backend);
    const assumptions = {
      from: '2021-11-12',
      years: 2,
      establishment: 319,
      vacancies: 40,
      establishmentChanges: [],
      leaverRate: 0.1,
      routes: [],
      target: { rate: 0.1, by: '2023-03-31' },
      paths: 1000,
      seed: 1,
    };
    const { scenario } = await backend.change('scenario.save', {
      plan,
      name: 'Planned',
      assumptions,
    });
    await backend.change('scenario.save', { plan, name: 'planned', assumptions });
    await backend.change('scenario.save', {
      plan,
      name: 'planned',
      assumptions: { ...assumptions, leaverRate: 0.125 },
    });
    const list = await backend.ok('scenario.list', { plan });
    expect(list).toMatchObject([{ scenario, name: 'planned', assumptions: { leaverRate: 0.125 } }]);
    expect((await backend.ok('history.list', { plan })).entries).toHaveLength(3);
    await backend.change('scenario.remove', { plan, scenario });
    expect(await backend.ok('scenario.list', { plan })).toEqual([]);

    const { source } = await backend.change('source.add', {
      plan,
      name: 'Paper',
      publishedOn: null,
    });
    const revision = await backend.revision(plan);
    const taken = await backend.fault('source.add', {
      plan,
      revision,
      name: 'PAPER',
      publishedOn: null,
    });
    expect(taken).toMatchObject({ code: 'bad-input', field: 'name' });
    await backend.change('source.change', {
      plan,
      source,
      name: 'Paper',
      publishedOn: '2021-12-08',
    });
    expect(await backend.change('year.add', { plan, where: 'before' })).toEqual({ year: 2020 });
    await backend.change('scope.confirmSame', { plan, year: 2021 });
    await backend.change('scope.confirmChange', { plan, year: 2021, name: 'Wider' });
    expect((await backend.ok('figures.read', { plan })).sameScope).toEqual([]);
  });
});
