/** Files of posts and people: staged, compared, applied as one change, undone row for row. */
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InputOf } from '../../src/contract/call.ts';
import type { Calls } from '../../src/contract/index.ts';
import { IMPORT_EXPIRES_AFTER_MS, MOST_IMPORTS } from '../../src/backend/imports.ts';
import { recordsPlan, ONE, type RecordsPlan } from './recordsPlan.ts';
import { AT, openTest, planFile, type TestBackend } from './support.ts';

type Row = InputOf<Calls['import.rows']>['rows'][number];
type Options = Omit<InputOf<Calls['import.preview']>, 'plan' | 'import'>;

function person(ref: string, about: object = {}): Row {
  return {
    kind: 'people',
    row: 2,
    ref,
    name: null,
    sweNumber: null,
    service: null,
    team: 'Duty',
    role: 'Social worker',
    postRef: null,
    basis: 'permanent',
    fte: ONE,
    from: '2020-01-06',
    to: null,
    offerAcceptedOn: null,
    origin: null,
    leavingReason: null,
    destination: null,
    absence: null,
    ...about,
  };
}

function post(postRef: string | null, about: object = {}): Row {
  const place = { service: null, team: 'Duty', role: 'Social worker', fte: ONE };
  const dates = { fundedFrom: '2018-04-01', fundedTo: null };
  return {
    kind: 'establishment',
    row: 2,
    postRef,
    ...place,
    ...dates,
    funding: null,
    frozen: null,
    ...about,
  };
}

async function stage(
  { backend, plan }: Pick<RecordsPlan, 'backend' | 'plan'>,
  rows: Row[],
  kind: 'people' | 'establishment' | 'cohort' = 'people',
): Promise<string> {
  const about = { plan, kind, fileName: 'iTrent extract.csv' };
  const { import: id } = await backend.ok('import.begin', about);
  for (let index = 0; index * 5000 < rows.length; index += 1) {
    const chunk = rows.slice(index * 5000, (index + 1) * 5000);
    await backend.ok('import.rows', { import: id, index, rows: chunk });
  }
  return id;
}

function member(name: string, about: object = {}): Row {
  return {
    ...{ kind: 'cohort', row: 2, ref: null, name, sweNumber: null, cohort: 'Autumn 2021' },
    ...{ from: '2021-09-06', service: null, team: 'Duty', role: 'Social worker', fte: ONE },
    ...{ offerAcceptedOn: null, routeIn: null, university: null, sweRegisteredOn: null },
    ...{ registeredOn: null, assessor: null, ...about },
  };
}

const OPTIONS: Options = { asAt: '2021-11-15' };

/** Every table's rows but the journal's, read by SQLite itself once the backend has let go. */
async function rowsOf(backend: TestBackend, plan: string): Promise<Record<string, unknown[]>> {
  await backend.close();
  const db = new Database(planFile(backend.folder, plan), { readonly: true });
  try {
    const tables = db
      .prepare<[], { name: string }>(
        `SELECT name FROM sqlite_schema WHERE type = 'table'
            AND name NOT LIKE 'journal%' AND name NOT LIKE 'sqlite%'`,
      )
      .all();
    return Object.fromEntries(
      tables.map(({ name }) => [name, db.prepare(`SELECT * FROM ${name} ORDER BY id`).all()]),
    );
  } finally {
    db.close();
  }
}

describe('an import', () => {
  it('tells the difference with names, is one change after a backup, and once', async () => {
    const some = await recordsPlan();
    const { backend, plan, records, start, lastWords } = some;
    await start('1', { name: 'Ada Byron' });
    await start('2');
    await start('3');
    const rows = [
      person('1', { team: 'Fostering', fte: 600_000 }),
      person('2', { row: 3 }),
      person('9', { row: 4, name: 'Grace', team: 'Court', service: 'Permanence', role: 'IRO' }),
    ];
    const id = await stage(some, rows);
    const options: Options = {
      ...OPTIONS,
      roles: [{ name: 'IRO', group: 'other', counts: false }],
    };
    const preview = await backend.ok('import.preview', { plan, import: id, ...options });
    expect(preview).toMatchObject({
      rows: 3,
      counts: { new: 1, changed: 1, unchanged: 1, refused: 0, gone: 1 },
      ended: 0,
      newTeams: [{ name: 'Court', service: 'Permanence' }],
      newRoles: [{ name: 'IRO', group: 'other', counts: false }],
      nothing: false,
    });
    const page = (outcome: 'changed' | 'gone') =>
      backend.ok('import.differences', { plan, import: id, outcome });
    expect(await page('changed')).toMatchObject({
      total: 1,
      differences: [{ row: 2, ref: '1', place: 'Social worker, Fostering' }],
    });
    const gone = (await page('gone')).differences[0]!;
    expect(gone).toMatchObject({ ref: '3', row: null });

    const end = { lastDay: '2021-10-31', only: [gone.id!] };
    const done = await backend.change('import.apply', { plan, import: id, ...options, end });
    expect(done).toEqual({ new: 1, changed: 1, unchanged: 1, refused: 0, ended: 1 });
    expect(await lastWords()).toBe(
      'Imported 3 people from iTrent extract.csv: 1 new, 1 changed, 1 ended',
    );
    const reasons = (await backend.ok('library.backups', { plan })).map(({ reason }) => reason);
    expect(reasons).toContain('before import');
    const after = await records();
    expect(after.engagements.map(({ to }) => to)).toEqual([null, null, '2021-10-31', null]);
    expect(after.roles.at(-1)).toMatchObject({ name: 'IRO', counts: false });

    const revision = await backend.revision(plan);
    const backups = (await backend.ok('library.backups', { plan })).length;
    const again = await stage(some, rows);
    expect((await backend.ok('import.preview', { plan, import: again, ...options })).nothing).toBe(
      true,
    );
    await backend.change('import.apply', { plan, import: again, ...options });
    expect(await backend.revision(plan)).toBe(revision);
    expect(await backend.ok('library.backups', { plan })).toHaveLength(backups);
    // Applied, so no longer staged.
    expect((await backend.fault('import.preview', { plan, import: again, ...options })).code).toBe(
      'not-found',
    );
  });

  it('of a cohort makes the cohort, its members and their employment, once and undone as one', async () => {
    const made = await recordsPlan();
    const { backend, plan } = made;
    await made.start('E1', { name: 'Ann Ash', from: '2021-09-01' });
    const before = await backend.ok('asye.read', { plan });
    const rows = [member('Ann Ash', { team: null }), member('Bo Birch', { routeIn: 'step-up' })];
    const id = await stage(made, rows, 'cohort');
    const preview = await backend.ok('import.preview', { plan, import: id, ...OPTIONS });
    expect(preview).toMatchObject({ newCohorts: ['Autumn 2021'], counts: { new: 2, refused: 0 } });
    await backend.change('import.apply', { plan, import: id, ...OPTIONS });
    expect(await made.lastWords()).toBe('Imported 2 cohort members from iTrent extract.csv: 2 new');

    const { cohorts, intakes, members } = await backend.ok('asye.read', { plan });
    expect(cohorts).toMatchObject([{ name: 'Autumn 2021', programme: 1 }]);
    expect(intakes).toMatchObject([{ on: '2021-09-06', places: null }]);
    const { workers, engagements } = await made.records();
    expect(workers.map(({ ref }) => ref)).toEqual(['E1', 'NQSW-1']);
    expect(members).toMatchObject([
      { worker: workers[0]!.id, engagement: engagements[0]!.id, startedOn: '2021-09-06' },
      { worker: workers[1]!.id, engagement: engagements[1]!.id, routeIn: 'step-up', version: 1 },
    ]);
    expect(engagements[1]).toMatchObject({ from: '2021-09-06', origin: 1, basis: 'permanent' });

    const twice = await stage(made, rows, 'cohort');
    const again = await backend.ok('import.preview', { plan, import: twice, ...OPTIONS });
    expect(again).toMatchObject({ nothing: true, counts: { unchanged: 2 } });
    await backend.change('history.undo', { plan });
    expect(await backend.ok('asye.read', { plan })).toEqual(before);
    expect((await made.records()).workers.map(({ ref }) => ref)).toEqual(['E1']);
  });

  it('of an establishment changes from the list’s date', async () => {
    const some = await recordsPlan();
    const { backend, plan, records, lastWords } = some;
    const first = await stage(
      some,
      [post('P1'), post('P2'), post(null, { team: 'Fostering', fte: 3 * ONE })],
      'establishment',
    );
    await backend.change('import.apply', { plan, import: first, ...OPTIONS });
    expect(await lastWords()).toBe('Imported 3 posts from iTrent extract.csv: 3 new');
    const second = await stage(
      some,
      [post('P1', { fte: 500_000 }), post(null, { team: 'Fostering', fte: 2 * ONE })],
      'establishment',
    );
    const end = { lastDay: '2022-03-31' };
    await backend.change('import.apply', { plan, import: second, ...OPTIONS, end });
    expect(
      (await records()).lines.map(({ postRef, fte, fundedFrom, fundedTo }) => [
        postRef,
        fte,
        fundedFrom,
        fundedTo,
      ]),
    ).toEqual([
      ['P1', ONE, '2018-04-01', '2021-11-14'],
      ['P2', ONE, '2018-04-01', '2022-03-31'],
      [null, 3 * ONE, '2018-04-01', '2021-11-14'],
      ['P1', 500_000, '2021-11-15', null],
      [null, 2 * ONE, '2021-11-15', null],
    ]);
  });

  it('keeps return data only when asked, and discards them', async () => {
    const some = await recordsPlan();
    const { backend, plan } = some;
    const rows = [
      person('SW0000000001', { returned: { GenderCurrent: ['2'], Ethnicity: ['WBRI'] } }),
    ];
    const without = await stage(some, rows);
    await backend.change('import.apply', { plan, import: without, ...OPTIONS });
    expect(await backend.ok('returns.read', { plan })).toEqual([]);
    const census = { ...OPTIONS, censusDate: '2021-09-30', keepPlaces: true };
    const kept = await stage(some, rows);
    await backend.change('import.apply', { plan, import: kept, ...census });
    expect(await backend.ok('returns.read', { plan })).toMatchObject([
      { censusDate: '2021-09-30', fields: { GenderCurrent: ['2'], Ethnicity: ['WBRI'] } },
    ]);
    const again = await stage(some, rows);
    expect((await backend.ok('import.preview', { plan, import: again, ...census })).nothing).toBe(
      true,
    );
    expect(await backend.change('returns.discard', { plan, censusDate: '2021-09-30' })).toEqual({
      discarded: 1,
    });
    expect(await backend.ok('returns.read', { plan })).toEqual([]);
    await backend.change('history.undo', { plan });
    expect(await backend.ok('returns.read', { plan })).toHaveLength(1);
  });

  it('takes over the authority’s number where the plan has none, and not otherwise', async () => {
    const some = await recordsPlan();
    const { backend, plan, lastWords } = some;
    const number = async () =>
      (await backend.ok('figures.read', { plan })).settings.authorityNumber;
    expect(await number()).toBeNull();
    const first = await stage(some, [person('1')]);
    await backend.change('import.apply', { plan, import: first, ...OPTIONS, authority: '211' });
    expect(await number()).toBe('211');
    const second = await stage(some, [person('2')]);
    await backend.change('import.apply', { plan, import: second, ...OPTIONS, authority: '301' });
    expect(await number()).toBe('211');
    await backend.change('settings.change', { plan, authorityNumber: '301' });
    expect(await lastWords()).toBe('Changed the authority’s number to 301 (was 211)');
    const revision = await backend.revision(plan);
    const bad = { plan, revision, authorityNumber: '30' };
    expect(await backend.fault('settings.change', bad)).toMatchObject({
      field: 'authorityNumber',
      message: 'Enter the authority’s number: three digits, for example 211.',
    });
  });

  it('is refused whole or in part, in plain words, and changes nothing meanwhile', async () => {
    const some = await recordsPlan();
    const { backend, plan } = some;
    const revision = await backend.revision(plan);
    const id = await stage(some, [person('1')]);
    const rows = (index: number, ...all: unknown[]) =>
      backend.fault('import.rows', { import: id, index, rows: all });
    expect(await rows(2, person('2'))).toMatchObject({ field: 'index' });
    expect(await rows(1, person('2', { to: '2019-01-01' }))).toMatchObject({ code: 'bad-input' });
    expect(await rows(1, post('P'))).toMatchObject({ field: 'rows.0', message: /another kind/ });
    expect((await rows(1, { kind: 'people' })).code).toBe('bad-input');
    const other = openTest();
    expect((await other.fault('import.preview', { plan, import: id, ...OPTIONS })).code).toBe(
      'not-found',
    );
    await backend.ok('import.cancel', { import: id });
    const apply = { plan, revision, import: id, ...OPTIONS };
    expect(await backend.fault('import.apply', apply)).toMatchObject({ code: 'not-found' });
    const stale = await stage(some, [person('1')]);
    expect(
      (await backend.fault('import.apply', { ...apply, import: stale, revision: revision - 1 }))
        .code,
    ).toBe('behind');
    expect(
      (await backend.fault('import.differences', { plan, import: stale, outcome: 'new' })).code,
    ).toBe('refused');
    const older = await stage(some, [person('1')]);
    for (let n = 1; n < MOST_IMPORTS; n += 1) await stage(some, [person('1')]);
    await stage(some, [person('1')]);
    expect((await backend.fault('import.preview', { plan, import: older, ...OPTIONS })).code).toBe(
      'not-found',
    );
    backend.setNow(new Date(Date.parse(AT) + IMPORT_EXPIRES_AFTER_MS + 1).toISOString());
    expect(await backend.revision(plan)).toBe(revision);
    expect(await backend.ok('records.read', { plan })).toMatchObject({ workers: [] });
  });

  it('remembers which column is which by the headings, outside the history', async () => {
    const { backend, plan } = await recordsPlan();
    const revision = await backend.revision(plan);
    const key = { plan, kind: 'people' as const, header: 'employee number|job title|team' };
    expect(await backend.ok('mapping.read', key)).toBeNull();
    await backend.change('mapping.save', { ...key, mapping: { ref: 'Employee number' } });
    await backend.change('mapping.save', {
      ...key,
      mapping: { ref: 'Employee number', team: 'Team' },
    });
    expect(await backend.ok('mapping.read', key)).toEqual({ ref: 'Employee number', team: 'Team' });
    expect(await backend.ok('mapping.read', { ...key, kind: 'agency' })).toBeNull();
    expect(await backend.revision(plan)).toBe(revision);
  });
});

const ref = fc.constantFrom('1', '2', '3', '4', '5');
const date = fc.integer({ min: 2015, max: 2023 }).map((year) => `${year}-06-15`);
const file = fc.array(
  fc
    .tuple(
      ref,
      fc.constantFrom('Duty', 'Fostering', 'Court'),
      fc.constantFrom(ONE, 500_000, 0),
      date,
      fc.option(date, { nil: null }),
    )
    .map(([of, team, fte, from, to]) =>
      person(of, { team, fte, from, to: to !== null && to >= from ? to : null }),
    ),
  { minLength: 1, maxLength: 6 },
);

it('undone restores every table row for row; redone, every row again', async () => {
  await fc.assert(
    fc.asyncProperty(file, file, async (first, second) => {
      const some = await recordsPlan();
      const { plan } = some;
      const apply = async (backend: TestBackend, rows: Row[]) => {
        const id = await stage({ backend, plan }, rows);
        const end = { lastDay: '2021-10-31' };
        await backend.change('import.apply', { plan, import: id, ...OPTIONS, end });
      };
      const { folder } = some.backend;
      await apply(some.backend, first);
      const before = await rowsOf(some.backend, plan);
      const importing = openTest(folder);
      const revision = await importing.revision(plan);
      await apply(importing, second);
      const changed = (await importing.revision(plan)) > revision;
      const after = await rowsOf(importing, plan);
      if (!changed) return expect(after).toEqual(before);
      const undoing = openTest(folder);
      await undoing.change('history.undo', { plan });
      expect(await rowsOf(undoing, plan)).toEqual(before);
      const redoing = openTest(folder);
      await redoing.change('history.redo', { plan });
      expect(await rowsOf(redoing, plan)).toEqual(after);
    }),
    { numRuns: 8 },
  );
}, 60_000);
