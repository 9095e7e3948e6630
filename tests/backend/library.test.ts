/** The plans on this machine: first start, new, rename, duplicate, bin, delete, take over. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { InputOf } from '../../src/contract/call.ts';
import type { Calls } from '../../src/contract/index.ts';
import { bridges } from '../../src/domain/bridge.ts';
import { readingInUse, targetInForce } from '../../src/domain/figures.ts';
import { openSample, openTest, tempFolder } from './support.ts';

const NEW_PLAN: InputOf<Calls['library.create']> = {
  name: 'Our plan',
  organisation: 'Anytown',
  basis: 'local',
  yearStartMonth: 4,
  firstYear: 2024,
  lastYear: 2026,
  routes: ['ASYE', 'Agency to permanent'],
  latest: { asAt: '2025-09-30', establishment: 200.5, vacancies: 30 },
  targets: { year: 2026, vacancyRate: 10, routes: [20, null] },
};

describe('the first start', () => {
  it('opens the sample, once', async () => {
    const { backend, plan } = await openSample();
    const { plans } = await backend.ok('library.list', {});
    expect(plans).toMatchObject([
      {
        plan,
        name: 'Tower Hamlets: published figures (sample)',
        kind: 'sample',
        asAt: '2021-11-12',
        changedAt: '2021-11-15T09:30:00.000Z',
        trouble: null,
      },
    ]);
    await backend.ok('library.moveToBin', { plan });
    expect((await backend.ok('preferences.read', {})).lastPlan).toBeNull();
    await backend.close();
    const again = openTest(backend.folder);
    expect((await again.ok('library.list', {})).plans).toEqual([]);
  });
});

describe('a new plan', () => {
  it('has the published table’s rows, the latest figures and the targets', async () => {
    const backend = openTest();
    const { plan } = await backend.ok('library.create', NEW_PLAN);
    const figures = await backend.ok('figures.read', { plan });
    expect(figures.measures.map((measure) => measure.label)).toEqual([
      'Establishment',
      'Vacancies',
      'Vacancy %',
      'ASYE',
      'Agency to permanent',
      'Total recruits',
      'Leavers',
      'Turnover %',
      'Agency workers',
      'Agency %',
    ]);
    expect(readingInUse(figures, 1, 2025)).toMatchObject({ value: 200.5, asAt: '2025-09-30' });
    expect(targetInForce(figures, 3, 2026)).toMatchObject({ value: 10, setOn: '2021-11-15' });
    expect(targetInForce(figures, 4, 2026)).toMatchObject({ value: 20 });
    expect(targetInForce(figures, 5, 2026)).toBeNull();
    expect(figures.sources).toMatchObject([{ name: 'Entered by Jane' }]);
    expect(figures.scopes).toMatchObject([{ name: 'As reported' }]);
    expect(bridges(figures)).toEqual([]);
    const { entries } = await backend.ok('history.list', { plan });
    expect(entries.map((entry) => entry.words)).toEqual(['Started this plan']);
  });

  it('is refused with the field that is wrong, and nothing is left behind', async () => {
    const backend = openTest();
    const before = (await backend.ok('library.list', {})).plans.length;
    const fieldOf = async (change: object) =>
      (await backend.fault('library.create', { ...NEW_PLAN, ...change })).field;
    expect(await fieldOf({ lastYear: 2023 })).toBe('lastYear');
    expect(await fieldOf({ firstYear: 1990, lastYear: 2060 })).toBe('lastYear');
    expect(await fieldOf({ latest: { ...NEW_PLAN.latest, asAt: '2020-01-01' } })).toBe(
      'latest.asAt',
    );
    expect(await fieldOf({ targets: { ...NEW_PLAN.targets, year: 2030 } })).toBe('targets.year');
    expect(await fieldOf({ routes: ['ASYE', 'asye'] })).toBe('routes.1');
    expect(await fieldOf({ routes: ['Leavers'] })).toBe('routes.0');
    expect(await fieldOf({ routes: [] })).toBe('routes');
    expect(await fieldOf({ name: '  ' })).toBe('name');
    expect(await fieldOf({ targets: { ...NEW_PLAN.targets, routes: [1, 2, 3] } })).toBe(
      'targets.routes',
    );
    expect((await backend.ok('library.list', {})).plans).toHaveLength(before);
  });
});

describe('a plan in the library', () => {
  it('is renamed, in its history too', async () => {
    const { backend, plan } = await openSample();
    const answer = await backend.call('library.rename', { plan, name: 'Ours' });
    expect(answer).toEqual({ ok: true, value: null, changed: ['library', 'plan'], revision: 2 });
    expect((await backend.ok('library.list', {})).plans[0]!.name).toBe('Ours');
    await backend.change('history.undo', { plan });
    expect((await backend.ok('library.open', { plan })).name).toMatch(/^Tower Hamlets/);
  });

  it('is duplicated under an identity of its own', async () => {
    const { backend, plan } = await openSample();
    await backend.change('year.add', { plan, where: 'after' });
    const { plan: copy } = await backend.ok('library.duplicate', { plan, name: 'Copy' });
    expect(copy).not.toBe(plan);
    const standing = await backend.ok('library.open', { plan: copy });
    expect(standing).toMatchObject({ name: 'Copy', kind: 'own', revision: 3 });
    // It brings its history, and goes its own way.
    await backend.change('history.undo', { plan: copy });
    expect((await backend.ok('figures.read', { plan: copy })).settings.lastYear).toBe(2022);
    expect((await backend.ok('figures.read', { plan })).settings.lastYear).toBe(2023);
  });

  it('goes to the bin and back, and is deleted for good only by name', async () => {
    const { backend, plan } = await openSample();
    const before = await backend.ok('figures.read', { plan });
    await backend.ok('library.moveToBin', { plan });
    expect(await backend.ok('library.list', {})).toMatchObject({ plans: [], bin: [{ plan }] });
    expect((await backend.fault('figures.read', { plan })).code).toBe('not-found');
    await backend.ok('library.takeFromBin', { plan });
    expect(await backend.ok('figures.read', { plan })).toEqual(before);

    expect((await backend.fault('library.deleteForGood', { plan, name: 'x' })).code).toBe(
      'not-found',
    );
    await backend.ok('library.moveToBin', { plan });
    expect(await backend.fault('library.deleteForGood', { plan, name: 'tower' })).toMatchObject({
      code: 'bad-input',
      field: 'name',
    });
    await backend.ok('library.deleteForGood', { plan, name: before.settings.name });
    expect(await backend.ok('library.list', {})).toEqual({ plans: [], bin: [] });
    expect(existsSync(path.join(backend.folder, 'bin', plan))).toBe(false);
  });

  it('can be moved to the bin though it cannot be read', async () => {
    const { backend, plan } = await openSample();
    await backend.ok('library.open', { plan });
    await backend.close();
    writeFileSync(path.join(backend.folder, 'plans', plan, 'plan.tenure'), 'spoilt');
    const again = openTest(backend.folder);
    await again.ok('library.moveToBin', { plan });
    const { bin } = await again.ok('library.list', {});
    expect(bin[0]).toMatchObject({ name: /^Tower Hamlets/, trouble: { code: 'damaged-file' } });
    await again.ok('library.deleteForGood', { plan, name: bin[0]!.name });
  });

  it('is never reached by anything but its id', async () => {
    const backend = openTest();
    for (const plan of ['../secrets', '..', 'C:\\x', '/etc', '']) {
      expect((await backend.fault('library.open', { plan })).code).toBe('bad-input');
      expect((await backend.fault('figures.read', { plan })).code).toBe('bad-input');
    }
  });
});

describe('the preferences', () => {
  it('are kept, and name who makes changes', async () => {
    const { backend, plan } = await openSample();
    await backend.ok('preferences.change', { name: 'Ade', theme: 'dark' });
    await backend.close();
    const again = openTest(backend.folder);
    expect(await again.ok('preferences.read', {})).toEqual({
      name: 'Ade',
      theme: 'dark',
      lastPlan: plan,
      hideNames: false,
      asAt: {},
    });
    await again.change('year.add', { plan, where: 'after' });
    expect((await again.ok('history.list', { plan })).entries[0]!.who).toBe('Ade');
  });

  it('keep that names are hidden, and read a file from before they could be', async () => {
    const { backend } = await openSample();
    await backend.ok('preferences.change', { hideNames: true });
    await backend.close();
    const again = openTest(backend.folder);
    expect((await again.ok('preferences.read', {})).hideNames).toBe(true);
    await again.close();
    const file = path.join(backend.folder, 'preferences.json');
    writeFileSync(file, '{"name":"Ade","theme":"dark","lastPlan":null}');
    const earlier = openTest(backend.folder);
    expect(await earlier.ok('preferences.read', {})).toMatchObject({
      name: 'Ade',
      hideNames: false,
      asAt: {},
    });
  });

  it.each(['', '{"name":', '{"name":"","theme":"dark","lastPlan":null}', '[]'])(
    'that are damaged (%j) are kept aside and start afresh',
    async (content) => {
      const { backend } = await openSample();
      await backend.close();
      const file = path.join(backend.folder, 'preferences.json');
      writeFileSync(file, content);
      const again = openTest(backend.folder);
      expect(await again.ok('preferences.read', {})).toEqual({
        name: 'Jane',
        theme: 'system',
        lastPlan: null,
        hideNames: false,
        asAt: {},
      });
      expect(readFileSync(`${file}.damaged`, 'utf8')).toBe(content);
      await again.ok('preferences.change', { theme: 'light' });
      expect((await again.ok('library.list', {})).plans).toHaveLength(1);
    },
  );

  it('leave no temporary file', async () => {
    const { backend } = await openSample();
    await backend.ok('preferences.change', { theme: 'light' });
    await backend.close();
    expect(readdirSync(backend.folder).sort()).toEqual([
      'bin',
      'plans',
      'preferences.json',
      'transfers',
    ]);
    expect(readdirSync(path.join(backend.folder, 'transfers'))).toEqual([]);
  });
});

it('the data folder is private to its owner', async () => {
  if (process.platform === 'win32') return;
  const { statSync } = await import('node:fs');
  const folder = path.join(tempFolder(), 'data');
  openTest(folder);
  expect(statSync(folder).mode & 0o077).toBe(0);
});
