/** The fictional borough as a plan: what the generator makes is what the file holds. */
import { describe, expect, it } from 'vitest';
import { latestReadingDate, routesOf } from '../../src/domain/figures.ts';
import { stockAt } from '../../src/domain/records/stock.ts';
import { fictionalAsye } from '../../src/domain/samples/borough/asye.ts';
import { fictionalBorough } from '../../src/domain/samples/borough/fictionalBorough.ts';
import { openTest } from './support.ts';

describe('adding the fictional borough', () => {
  it('makes a sample with every record, figure and target', async () => {
    const backend = openTest();
    const { plan } = await backend.ok('library.addSample', { sample: 'fictional-borough' });
    const made = fictionalBorough();

    const records = await backend.ok('records.read', { plan });
    const services = made.records.services.map((one) => ({ earlierNames: [], ...one }));
    expect(records).toEqual({ ...made.records, services });

    const figures = await backend.ok('figures.read', { plan });
    expect(figures.settings).toMatchObject(made.settings);
    expect(figures.readings).toHaveLength(made.table.readings.length);
    expect(figures.targets).toHaveLength(made.table.targets.length);
    expect(latestReadingDate(figures)).toBe('2025-10-31');
    const routes = new Set(routesOf(figures).map(({ id }) => id));
    const named = records.engagements.flatMap(({ route }) => route ?? []);
    expect(new Set(named)).toEqual(routes);
  });

  it('brings its cohorts, on the ASYE that every plan has, counting to its ASYE route', async () => {
    const backend = openTest();
    const { plan } = await backend.ok('library.addSample', { sample: 'fictional-borough' });
    const { programmes, versions, ...content } = await backend.ok('asye.read', { plan });
    const { records } = fictionalBorough();
    const sorted = (one: object) =>
      Object.fromEntries(
        Object.entries(one).map(([table, rows]: [string, { id: number }[]]) => [
          table,
          rows.toSorted((a, b) => a.id - b.id),
        ]),
      );
    expect(sorted(content)).toEqual(sorted(fictionalAsye(records, versions[0]!)));
    const figures = await backend.ok('figures.read', { plan });
    const route = routesOf(figures).find(({ label }) => label === 'ASYE')!;
    expect(programmes.map((one) => one.route)).toEqual([route.id, route.id]);
  });

  it('puts it in the list beside the first sample, labelled as a sample', async () => {
    const backend = openTest();
    const { plan } = await backend.ok('library.addSample', { sample: 'fictional-borough' });
    const { plans } = await backend.ok('library.list', {});
    expect(plans.map(({ kind }) => kind)).toEqual(['sample', 'sample']);
    expect(plans.find((one) => one.plan === plan)).toMatchObject({
      name: 'Fernhollow: a fictional borough (sample)',
      organisation: 'Fernhollow Borough Council (fictional)',
      trouble: null,
    });
    const { entries } = await backend.ok('history.list', { plan, before: null, limit: 10 });
    expect(entries.map(({ words }) => words)).toEqual([
      'Made this sample plan of a fictional borough',
    ]);
  });

  it('leaves its people out of a figures-only copy', async () => {
    const backend = openTest();
    const { plan } = await backend.ok('library.addSample', { sample: 'fictional-borough' });
    const records = await backend.ok('records.read', { plan });
    expect(stockAt(records, '2025-10-31', { counts: 'dfe' }).headcount).toBeGreaterThan(400);
    const { bytes } = await backend.ok('library.export', {
      plan,
      contents: 'figures',
      passphrase: null,
    });
    const whole = await backend.ok('library.export', { plan, contents: 'whole', passphrase: null });
    expect(bytes).toBeLessThan(whole.bytes / 2);
  });
});
