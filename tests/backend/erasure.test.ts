/** Personal data: exported in full, erased from every byte, and never in a figures-only copy. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openPlan } from '../../src/backend/open.ts';
import { recordsPlan, ONE, type RecordsPlan } from './recordsPlan.ts';
import { MIGRATIONS, planFile, tempFolder } from './support.ts';

const NAME = 'Zephyrine Quillfeather';
const REF = 'EMP-774411';
const SWE = 'SW9988776655';

/** Somebody with a history in every table, and a few colleagues. */
async function planWithSomebody(): Promise<RecordsPlan & { worker: number; engagement: number }> {
  const some = await recordsPlan();
  const { backend, plan, team, role, start } = some;
  for (let n = 0; n < 5; n += 1) await start(`C${n}`, { name: `Colleague ${n}` });
  const { worker, engagement } = await start(REF, { name: NAME });
  await backend.change('worker.change', { plan, worker, ref: REF, name: NAME, sweNumber: SWE });
  const place = { team: team.Duty, role: role['Social worker'], fte: 600_000, postRef: 'P1' };
  await backend.change('workforce.place', {
    plan,
    engagement,
    from: '2020-06-01',
    placements: [place],
  });
  await backend.change('workforce.beAbsent', { plan, engagement, kind: 'MAT', from: '2020-07-01' });
  const id = await backend.ok('import.begin', { plan, kind: 'people', fileName: 'return.xml' });
  const row = {
    kind: 'people' as const,
    row: 1,
    ref: REF,
    name: NAME,
    sweNumber: SWE,
    service: null,
    team: 'Duty',
    role: 'Social worker',
    postRef: 'P1',
    basis: 'permanent' as const,
    fte: 600_000,
    from: '2020-01-06',
    to: null,
    offerAcceptedOn: null,
    origin: null,
    leavingReason: null,
    destination: null,
    absence: null,
    returned: { PersonBirthDate: ['1985-02-03'] },
  };
  await backend.ok('import.rows', { import: id.import, index: 0, rows: [row] });
  const options = { asAt: '2021-09-30', censusDate: '2021-09-30' };
  await backend.change('import.apply', { plan, import: id.import, ...options });
  await backend.change('mapping.save', {
    plan,
    kind: 'people',
    header: `team|${NAME}`,
    mapping: {},
  });
  return { ...some, worker, engagement };
}

/** Where a text is in a file's bytes. */
function holds(bytes: Buffer, text: string): boolean {
  return bytes.includes(Buffer.from(text, 'utf8')) || bytes.includes(Buffer.from(text, 'utf16le'));
}

const PERSONAL = [NAME, REF, SWE, '1985-02-03'];

async function download(some: RecordsPlan, contents: 'whole' | 'figures'): Promise<Buffer> {
  const { backend, plan } = some;
  const { download: id } = await backend.ok('library.export', { plan, contents });
  const parts: Buffer[] = [];
  for (let index = 0, last = false; !last; index += 1) {
    const part = await backend.ok('download.read', { download: id, index });
    parts.push(Buffer.from(part.bytes, 'base64'));
    last = part.last;
  }
  return Buffer.concat(parts);
}

describe('a figures-only copy', () => {
  it('holds nobody, in no byte of it, and opens with its establishment', async () => {
    const some = await planWithSomebody();
    const { backend, plan, team, role } = some;
    await backend.change('establishment.change', {
      plan,
      from: '2020-04-01',
      steps: [{ kind: 'add', team: team.Duty, role: role['Social worker'], fte: ONE }],
    });
    // Gathers the planner's samples, which hold values of indexed columns.
    await backend.close();
    const opened = openPlan(planFile(backend.folder, plan), { migrations: MIGRATIONS });
    opened.connection.exec('ANALYZE');
    opened.close();
    const { openTest } = await import('./support.ts');
    const again = { ...some, backend: openTest(backend.folder) };
    const whole = await download(again, 'whole');
    for (const text of PERSONAL) expect([text, holds(whole, text)]).toEqual([text, true]);
    const figures = await download(again, 'figures');
    for (const text of [...PERSONAL, 'Colleague']) {
      expect([text, holds(figures, text)]).toEqual([text, false]);
    }
    const copy = path.join(tempFolder(), 'copy.tenure');
    writeFileSync(copy, figures);
    const received = openPlan(copy, { migrations: MIGRATIONS });
    expect(received.read.all('SELECT * FROM establishment_line')).toHaveLength(1);
    expect(received.read.all('SELECT * FROM team')).toHaveLength(3);
    expect(received.read.all('SELECT * FROM worker')).toHaveLength(0);
    received.close();
  });
});

describe('a person', () => {
  it('is exported with everything held on them, the history included', async () => {
    const { backend, plan, worker } = await planWithSomebody();
    const { json } = await backend.ok('worker.export', { plan, worker });
    const held = JSON.parse(json) as Record<string, unknown>;
    expect(held).toMatchObject({
      person: { reference: REF, name: NAME, socialWorkEnglandNumber: SWE },
      engagements: [
        {
          from: '2020-01-06',
          placements: [
            { team: 'Duty', role: 'Social worker', hours: '1 FTE', to: '2020-05-31' },
            { hours: '0.6 FTE', postReference: 'P1' },
          ],
          absences: [{ kind: 'MAT', from: '2020-07-01', to: null }],
        },
      ],
      statutoryReturns: [{ censusDate: '2021-09-30', fields: { PersonBirthDate: ['1985-02-03'] } }],
    });
    expect(json).toContain('Changed a worker’s registration number');
    expect(json).not.toContain('Colleague');
  });

  it('is erased from every byte of the plan; what they were part of cannot be undone', async () => {
    const { backend, plan, worker, start, records } = await planWithSomebody();
    const before = await records();
    backend.setNow('2021-11-16T09:30:00.000Z');
    const holding = await backend.ok('library.backUpNow', { plan });
    const staged = await backend.ok('import.begin', {
      plan,
      kind: 'movements',
      fileName: 'leavers.csv',
    });
    const codes = { origin: null, leavingReason: null, destination: null };
    const place = { service: null, team: null, role: null, postRef: null, basis: null, fte: null };
    const leaver = { kind: 'movements' as const, row: 2, movement: 'leaver' as const, name: NAME };
    const row = { ...leaver, ref: REF, date: '2021-11-01', ...place, ...codes };
    const rows = [row, { ...row, ref: 'C1', name: null }];
    await backend.ok('import.rows', { import: staged.import, index: 0, rows });
    await backend.ok('library.export', { plan, contents: 'whole' });

    const revision = await backend.revision(plan);
    const erase = { plan, revision, worker, ref: REF };
    expect(await backend.fault('worker.erase', { ...erase, ref: 'EMP' })).toMatchObject({
      field: 'ref',
    });
    const answer = await backend.call('worker.erase', erase);
    expect(answer).toMatchObject({ ok: true, revision: revision + 1 });
    expect((answer as { changed: readonly string[] }).changed).toContain('worker');
    const { backups } = (answer as { value: { backups: { backup: string }[] } }).value;
    expect(backups).toEqual([
      expect.objectContaining({ backup: holding.backup }),
      expect.objectContaining({ reason: 'before import' }),
    ]);

    const after = await records();
    expect(after.workers).toEqual(before.workers.filter(({ id }) => id !== worker));
    const preview = { plan, import: staged.import, asAt: '2021-11-15' };
    expect((await backend.ok('import.preview', preview)).rows).toBe(1);

    const { entries } = await backend.ok('history.list', { plan });
    expect(entries[0]).toMatchObject({ words: 'Erased a worker’s records. This cannot be undone' });
    expect(entries[0]!.whyNot).not.toBeNull();
    const change = entries.find(({ words }) => words.startsWith('Changed a worker’s hours'))!;
    expect(change.whyNot).toMatch(/erased/);
    for (const { words } of entries) for (const text of PERSONAL) expect(words).not.toContain(text);

    // The plan goes on, and its other changes can still be undone.
    await start('NEW');
    await backend.change('history.undo', { plan });
    await backend.ok('library.deleteBackup', { plan, backup: holding.backup });
    const left = await backend.ok('library.backups', { plan });
    expect(left.map(({ backup }) => backup)).not.toContain(holding.backup);
    await backend.ok('library.deleteBackup', { plan, backup: backups[1]!.backup });

    const folder = path.dirname(planFile(backend.folder, plan));
    const files = readdirSync(backend.folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name));
    expect(files).toContain(path.join(folder, 'plan.tenure'));
    for (const file of files) {
      for (const text of PERSONAL) {
        expect([path.basename(file), text, holds(readFileSync(file), text)]).toEqual([
          path.basename(file),
          text,
          false,
        ]);
      }
    }
  });
});
