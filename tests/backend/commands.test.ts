/** Commands: one transaction each with its journal entry, refused when behind or read-only. */
import { describe, expect, it } from 'vitest';
import Database from 'better-sqlite3';
import { runCommand } from '../../src/backend/command.ts';
import { openPlan } from '../../src/backend/open.ts';
import { MIGRATIONS, openSample, planFile, sampleIds } from './support.ts';

const ABOUT = { plan: '', who: 'Jane', instant: '2021-11-15T09:30:00.000Z', today: '2021-11-15' };

async function closedSample() {
  const { backend, plan } = await openSample();
  await backend.close();
  return openPlan(planFile(backend.folder, plan), { migrations: MIGRATIONS });
}

/** Every row of every table, to compare before and after. */
function everything(plan: ReturnType<typeof openPlan>) {
  const tables = plan.read.all<{ name: string }>(
    `SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name`,
  );
  return tables.map(({ name }) => [name, plan.read.all(`SELECT * FROM "${name}" ORDER BY 1`)]);
}

describe('a command', () => {
  it('says what it did in words, with who, when and what changed', async () => {
    const { backend, plan } = await openSample();
    const { measure, source } = await sampleIds(backend, plan);
    const answer = await backend.call('figures.record', {
      plan,
      revision: 1,
      targets: [
        {
          measure: measure('ASYE'),
          source,
          year: 2021,
          value: 22,
          status: 'set',
          setOn: '2021-11-15',
        },
      ],
    });
    expect(answer).toEqual({ ok: true, value: null, changed: ['target'], revision: 2 });
    const { entries } = await backend.ok('history.list', { plan });
    expect(entries[0]).toMatchObject({
      entry: 2,
      at: '2021-11-15T09:30:00.000Z',
      who: 'Jane',
      words: 'Set the ASYE target for 2021-22 to 22 (was 20)',
      whyNot: null,
    });
  });

  it('names a cell as people do, and counts many', async () => {
    const { backend, plan } = await openSample();
    const { measure, source } = await sampleIds(backend, plan);
    const reading = (year: number, value: number) => ({
      measure: measure('Agency workers'),
      source,
      year,
      asAt: `${year + 1}-03-31`,
      value,
      status: 'actual' as const,
    });
    await backend.change('figures.record', { plan, readings: [reading(2019, 60)] });
    await backend.change('figures.record', { plan, readings: [reading(2019, 61)] });
    await backend.change('figures.record', {
      plan,
      readings: [reading(2019, 62), reading(2020, 63)],
    });
    const { entries } = await backend.ok('history.list', { plan, limit: 3 });
    expect(entries.map((entry) => entry.words)).toEqual([
      expect.stringMatching(/^Recorded 2 figures from Children and Education Scrutiny/),
      'Recorded Agency workers, 2019-20: 61 as at 31 March 2020 (was 60 as at 31 March 2020)',
      'Recorded Agency workers, 2019-20: 60 as at 31 March 2020',
    ]);
  });

  it('that changes nothing writes no entry', async () => {
    const { backend, plan } = await openSample();
    const { readings } = await sampleIds(backend, plan);
    const { id: _id, chosen: _chosen, ...same } = readings[0]!;
    const answer = await backend.call('figures.record', { plan, revision: 1, readings: [same] });
    expect(answer).toEqual({ ok: true, value: null, changed: [], revision: 1 });
  });

  it('leaves nothing behind when it fails half-way', async () => {
    const plan = await closedSample();
    try {
      const before = everything(plan);
      const sabotage = () =>
        runCommand(plan, 'figures.record', ABOUT, null, (db) => {
          db.run(`UPDATE plan SET name = 'half'`);
          db.run('DELETE FROM reported_figure');
          throw new Error('sabotage');
        });
      expect(sabotage).toThrow('sabotage');
      expect(everything(plan)).toEqual(before);
      // The next command starts clean.
      const next = runCommand(plan, 'rename', ABOUT, 1, (db) => {
        db.run(`UPDATE plan SET name = 'whole'`);
        return { value: 1, words: 'Renamed' };
      });
      expect(next).toEqual({ value: 1, changed: ['plan'], revision: 2 });
    } finally {
      plan.close();
    }
  });

  it('takes everything back when it breaks a rule of the file at its end', async () => {
    const plan = await closedSample();
    try {
      const before = everything(plan);
      const orphan = () =>
        runCommand(plan, 'x', ABOUT, null, (db) => {
          db.run('PRAGMA defer_foreign_keys = ON');
          db.run('DELETE FROM source');
          return { value: null, words: 'Removed the sources' };
        });
      expect(orphan).toThrow(/FOREIGN KEY/);
      expect(everything(plan)).toEqual(before);
    } finally {
      plan.close();
    }
  });

  it('is refused when its page has fallen behind', async () => {
    const { backend, plan } = await openSample();
    await backend.change('year.add', { plan, where: 'after' });
    const fault = await backend.fault('year.add', { plan, revision: 1, where: 'after' });
    expect(fault).toEqual({
      code: 'behind',
      message:
        'This plan has changed since this page was loaded. The page has been refreshed; check ' +
        'and try again.',
    });
    expect((await backend.ok('figures.read', { plan })).settings.lastYear).toBe(2023);
  });

  it('names the field and the row of a value it cannot take', async () => {
    const { backend, plan } = await openSample();
    const { measure, source } = await sampleIds(backend, plan);
    const reading = { source, year: 2021, asAt: '2021-11-12', value: 5, status: 'actual' };
    const bad = (change: object) =>
      backend.fault('figures.record', {
        plan,
        revision: 1,
        readings: [{ ...reading, measure: measure('Leavers'), ...change }],
      });
    expect(await bad({ value: -1 })).toMatchObject({
      code: 'bad-input',
      field: 'readings.0.value',
      message: 'Leavers, 2021-22: enter 0 or more.',
    });
    expect(await bad({ value: null })).toMatchObject({ field: 'readings.0.value' });
    expect(await bad({ asAt: '2021-02-29' })).toMatchObject({
      field: 'readings.0.asAt',
      message: 'Enter a real date, for example 12 November 2021.',
    });
    expect(await bad({ year: 2024 })).toMatchObject({ field: 'readings.0.year' });
    expect(await bad({ measure: 999 })).toMatchObject({ field: 'readings.0.measure' });
    expect(await bad({ measure: measure('Vacancy %'), value: 250 })).toMatchObject({
      message: 'Vacancy %, 2021-22: enter a percentage up to 100.',
    });
    expect(await backend.revision(plan)).toBe(1);
  });

  it('says nothing of SQL, stacks or paths when something unforeseen fails', async () => {
    const { backend, plan } = await openSample();
    await backend.ok('library.open', { plan });
    await backend.close();
    // Sabotage: a row the contract no longer understands, which no command of ours can write.
    const db = new Database(planFile(backend.folder, plan));
    db.exec(`INSERT INTO scenario (name, assumptions, saved_at) VALUES ('odd', '{}', '2021')`);
    db.close();
    const again = await openSample(backend.folder);
    const fault = await again.backend.fault('scenario.list', { plan });
    expect(fault).toEqual({
      code: 'internal',
      message: 'Something went wrong inside Tenure. Nothing was changed. Try again.',
    });
    expect(again.backend.logged.join()).toContain('scenario.list');
  });
});

describe('a query', () => {
  it('cannot write', async () => {
    const plan = await closedSample();
    try {
      expect(() => plan.read.all(`UPDATE plan SET name = 'x' RETURNING name`)).toThrow();
      expect(plan.read.get<{ name: string }>('SELECT name FROM plan')!.name).toMatch(/Tower/);
    } finally {
      plan.close();
    }
  });
});

describe('the journal', () => {
  it('refuses a write outside a command, and any change of its own past', async () => {
    const plan = await closedSample();
    try {
      const { connection } = plan;
      expect(() => connection.exec(`UPDATE plan SET name = 'x'`)).toThrow(/NOT NULL/);
      expect(() => connection.exec(`UPDATE journal_entry SET words = 'x'`)).toThrow(/final/);
      expect(() => connection.exec('DELETE FROM journal_entry')).toThrow(/kept/);
      expect(() =>
        connection.exec(`INSERT OR REPLACE INTO journal_entry SELECT * FROM journal_entry`),
      ).toThrow(/kept/);
    } finally {
      plan.close();
    }
  });
});
