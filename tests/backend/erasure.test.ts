/** Personal data: exported in full, erased from every byte, and never in a figures-only copy. */
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCommand } from '../../src/backend/command.ts';
import { openPlan } from '../../src/backend/open.ts';
import { takeOut } from '../../src/backend/people.ts';
import type { Erased } from '../../src/contract/records.ts';
import { COHORT_OF_ALL, writeDirectly } from './cohortPlan.ts';
import { recordsPlan, ONE, type RecordsPlan } from './recordsPlan.ts';
import { APP_ROOT, AT, MIGRATIONS, openTest, planFile, tempFolder } from './support.ts';

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
  // Files are named after people, too.
  const fileName = 'Quillfeather return.xml';
  const id = await backend.ok('import.begin', { plan, kind: 'people', fileName });
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

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

function expectInNoByte(folder: string, texts: readonly string[]): void {
  for (const file of filesIn(folder)) {
    const bytes = readFileSync(file);
    for (const text of texts) {
      const name = path.basename(file);
      expect([name, text, holds(bytes, text)]).toEqual([name, text, false]);
    }
  }
}

const PERSONAL = [NAME, REF, SWE, '1985-02-03'];

async function download(some: RecordsPlan, contents: 'whole' | 'figures'): Promise<Buffer> {
  const { backend, plan } = some;
  const { download: id } = await backend.ok('library.export', { plan, contents, passphrase: null });
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
    const codes = { absence: null, origin: null, leavingReason: null, destination: null };
    const place = { service: null, team: null, role: null, postRef: null, basis: null, fte: null };
    const leaver = { kind: 'movements' as const, row: 2, movement: 'leaver' as const, name: NAME };
    const row = { ...leaver, ref: REF, date: '2021-11-01', ...place, ...codes };
    const rows = [row, { ...row, ref: 'C1', name: null }];
    await backend.ok('import.rows', { import: staged.import, index: 0, rows });
    await backend.ok('library.export', { plan, contents: 'whole', passphrase: null });

    const revision = await backend.revision(plan);
    const erase = { plan, revision, worker, ref: REF };
    expect(await backend.fault('worker.erase', { ...erase, ref: 'EMP' })).toMatchObject({
      field: 'ref',
    });
    const answer = await backend.call('worker.erase', erase);
    expect(answer).toMatchObject({ ok: true, revision: revision + 1 });
    expect((answer as { changed: readonly string[] }).changed).toContain('worker');
    const { backups, ...elsewhere } = (answer as { value: Erased }).value;
    expect(backups).toEqual([
      expect.objectContaining({ backup: holding.backup }),
      expect.objectContaining({ reason: 'before import' }),
    ]);
    const copiesSent = [expect.objectContaining({ contents: 'whole', who: 'Jane' })];
    const nowhere = { leftovers: [], plans: [], otherWindows: false };
    expect(elsewhere).toEqual({ scrubbed: true, ...nowhere, copiesSent });

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

    const file = path.join(path.dirname(planFile(backend.folder, plan)), 'plan.tenure');
    expect(filesIn(backend.folder)).toContain(file);
    expectInNoByte(backend.folder, PERSONAL);
  });
});

/** What was recorded of their year, each text found nowhere else. */
const YEAR = {
  university: 'Uxbridge Polytechnic of Marsupials',
  memberNote: 'Prefers morning visits, zanzibar',
  milestoneNote: 'Agreed by quokka committee',
  evidenceNote: 'Observed at the wombat centre',
  pauseReason: 'Bereavement of an ocelot',
  conditions: 'Two more visits with a capybara',
  claimReference: 'CLAIM-PANGOLIN-7',
};

/** Somebody with a year on a programme; besides, they assess and supervise a colleague. */
async function planWithMember() {
  const some = await planWithSomebody();
  const { worker } = some;
  const of = `(SELECT id FROM cohort_member WHERE worker_id = ${worker})`;
  const backend = await writeDirectly(some, [
    ...COHORT_OF_ALL,
    `INSERT INTO assessor (worker_id, most_members) VALUES (${worker}, 3)`,
    `INSERT INTO assessor (name) VALUES ('Quentin Assessor')`,
    `UPDATE cohort_member SET assessor_id = 1, supervisor_id = ${worker}
      WHERE worker_id IN (SELECT id FROM worker WHERE ref = 'C1')`,
    `UPDATE cohort_member SET assessor_id = 2, university = '${YEAR.university}',
       note = '${YEAR.memberNote}', swe_registered_on = '2019-12-01', registered_on = '2020-01-20',
       supervisor_id = (SELECT id FROM worker WHERE ref = 'C0') WHERE id = ${of}`,
    `INSERT INTO milestone (member_id, key, state, on_date, note)
       VALUES (${of}, 'agreement', 'done', '2020-02-06', '${YEAR.milestoneNote}')`,
    `INSERT INTO evidence (member_id, key, on_date, note)
       VALUES (${of}, 'observations', '2020-03-02', '${YEAR.evidenceNote}')`,
    `INSERT INTO supervision (member_id, on_date) VALUES (${of}, '2020-01-13')`,
    `INSERT INTO timetable_change (member_id, kind, from_date, to_date, reason, agreed_on)
       VALUES (${of}, 'pause', '2020-05-04', '2020-05-31', '${YEAR.pauseReason}', '2020-05-01')`,
    `INSERT INTO claim (member_id, key, pence, claimed_on, reference)
       VALUES (${of}, 'registration', 100000, '2020-02-01', '${YEAR.claimReference}')`,
  ]);
  const { plan } = some;
  const member = (await backend.ok('asye.read', { plan })).members.find(
    (one) => one.worker === worker,
  )!.id;
  // Recorded with images, so that the history holds them too.
  const { panels } = await backend.change('panel.save', { plan, panels: [{ on: '2021-11-12' }] });
  const panel = panels[0]!;
  await backend.change('panel.book', { plan, panel, members: [member] });
  const about = { plan, panel, member, decision: 'deferred' as const };
  await backend.change('panel.decide', { ...about, conditions: YEAR.conditions });
  await backend.change('panel.decide', { ...about, conditions: `${YEAR.conditions}, or three` });
  return { ...some, backend, member };
}

describe('a member of a cohort', () => {
  it('is exported with their programme, their year on it, and that they assess', async () => {
    const { backend, plan, worker } = await planWithMember();
    const { json } = await backend.ok('worker.export', { plan, worker });
    const held = JSON.parse(json) as Record<string, unknown>;
    expect(held['programmes']).toEqual([
      {
        programme: 'ASYE',
        versionFrom: '2012-09-01',
        cohort: 'Autumn 2020',
        standing: 'On programme',
        offerAcceptedOn: null,
        expectedOn: null,
        expectedTeam: null,
        expectedHours: null,
        startedOn: '2020-01-06',
        routeIn: null,
        university: YEAR.university,
        registeredWithSocialWorkEnglandOn: '2019-12-01',
        registeredWithFunderOn: '2020-01-20',
        assessor: 'Quentin Assessor',
        supervisor: 'Colleague 0 (C0)',
        endedOn: null,
        outcome: null,
        note: YEAR.memberNote,
        milestones: [
          {
            milestone: 'Support and assessment agreement',
            state: 'Done',
            on: '2020-02-06',
            note: YEAR.milestoneNote,
          },
        ],
        evidence: [{ evidence: 'Direct observations', on: '2020-03-02', note: YEAR.evidenceNote }],
        supervisions: ['2020-01-13'],
        pausesAndExtensions: [
          {
            kind: 'Pause',
            from: '2020-05-04',
            lastDay: '2020-05-31',
            reason: YEAR.pauseReason,
            agreedOn: '2020-05-01',
          },
        ],
        panels: [
          {
            panelOn: '2021-11-12',
            decision: 'Deferred',
            conditions: `${YEAR.conditions}, or three`,
          },
        ],
        claims: [
          {
            payment: 'Registration',
            pounds: 1000,
            claimedOn: '2020-02-01',
            paidOn: null,
            reference: YEAR.claimReference,
          },
        ],
      },
    ]);
    expect(held['assessing']).toEqual({
      assessor: { mostMembersAtOnce: 3, lastDayAsAssessor: null, membersAssessed: 1 },
      membersSupervised: 1,
    });
    // The member they assess is not theirs to have.
    expect(json).not.toContain('Colleague 1');
  });

  it('is erased from every byte, and as assessor and supervisor of another', async () => {
    const { backend, plan, worker, member } = await planWithMember();
    await backend.change('worker.erase', { plan, worker, ref: REF });
    const left = await backend.ok('asye.read', { plan });
    expect(left.members.some(({ id }) => id === member)).toBe(false);
    expect(left.members.map(({ assessor, supervisor }) => [assessor, supervisor])).toEqual(
      left.members.map(() => [null, null]),
    );
    expect(left.assessors.map(({ name }) => name)).toEqual(['Quentin Assessor']);
    const { milestones, evidence, supervisions, timetableChanges, panelItems, claims } = left;
    expect([milestones, evidence, supervisions, timetableChanges, panelItems, claims]).toEqual([
      ...[[], [], [], [], [], []],
    ]);
    for (const { backup } of await backend.ok('library.backups', { plan })) {
      await backend.ok('library.deleteBackup', { plan, backup });
    }
    expectInNoByte(backend.folder, [...PERSONAL, ...Object.values(YEAR)]);
  });

  it('is in no byte of a figures-only copy', async () => {
    const some = await planWithMember();
    const whole = await download(some, 'whole');
    const figures = await download(some, 'figures');
    for (const text of [...Object.values(YEAR), 'Quentin Assessor']) {
      expect([text, holds(whole, text)]).toEqual([text, true]);
      expect([text, holds(figures, text)]).toEqual([text, false]);
    }
  });

  it('is in no word of the history, which stays when they are erased', async () => {
    const { backend, plan } = await planWithMember();
    const { entries, more } = await backend.ok('history.list', { plan, limit: 500 });
    expect(more).toBe(false);
    expect(entries.length).toBeGreaterThan(15);
    for (const { words } of entries) {
      for (const text of [...PERSONAL, ...Object.values(YEAR), 'Quillfeather', 'Colleague']) {
        expect(words).not.toContain(text);
      }
    }
  });
});

/** Remarks on things that may name people, each text found nowhere else. */
const REMARKS = {
  post: 'Held for Ottoline Vellacott',
  cohort: 'Ask Peregrine Sloane first',
  panel: 'Ms Hartlebury chairs',
  programme: 'After talks with Isolde Crane',
};

it('remarks that may name people are in no byte of a figures-only copy; notes beside figures stay', async () => {
  const some = await recordsPlan();
  const backend = await writeDirectly(some, [
    `INSERT INTO establishment_line (team_id, role_id, fte_millionths, funded_from, reason)
       VALUES (1, 1, 1000000, '2020-04-01', '${REMARKS.post}')`,
    `INSERT INTO cohort (programme_id, name, note) VALUES (1, 'Spring', '${REMARKS.cohort}')`,
    `INSERT INTO panel (on_date, note) VALUES ('2021-05-01', '${REMARKS.panel}')`,
    `UPDATE programme_version SET reason = '${REMARKS.programme}' WHERE id = 1`,
    `UPDATE scope SET note = 'Case-holding teams only'`,
  ]);
  const whole = await download({ ...some, backend }, 'whole');
  const figures = await download({ ...some, backend }, 'figures');
  for (const text of Object.values(REMARKS)) {
    expect([text, holds(whole, text)]).toEqual([text, true]);
    expect([text, holds(figures, text)]).toEqual([text, false]);
  }
  expect(holds(figures, 'Case-holding teams only')).toBe(true);
});

/** Leaves no row, image or mark: what a reopened plan's file must come to. */
async function expectErasedAfterReopening(folder: string, plan: string): Promise<void> {
  const again = openTest(folder);
  await again.ok('library.open', { plan });
  for (const { backup } of await again.ok('library.backups', { plan })) {
    await again.ok('library.deleteBackup', { plan, backup });
  }
  expectInNoByte(folder, PERSONAL);
  expect(readdirSync(path.dirname(planFile(folder, plan))).sort()).toEqual(
    ['backups', 'listing.json', 'plan.tenure', 'plan.tenure-wal'].sort(),
  );
  expect(again.logged).toEqual([]);
}

/** A process that may write no file beyond some bytes erases somebody, and is then killed. */
function eraseWithin(bytes: number, folder: string, plan: string, worker: number): Promise<string> {
  const child = path.join(import.meta.dirname, 'erase.child.ts');
  const command = [process.execPath, child, folder, APP_ROOT, plan, String(worker), REF];
  const limited = `ulimit -f ${Math.ceil(bytes / 1024)}; exec "$@"`;
  return new Promise((resolve, reject) => {
    execFile('bash', ['-c', limited, 'bash', ...command], (error, told, errors) => {
      // It kills itself once it has told: with SIGKILL, so that nothing is tidied up.
      if (error?.signal === 'SIGKILL') resolve(told);
      else reject(new Error(`it ended otherwise: ${errors}`, { cause: error }));
    });
  });
}

describe.skipIf(process.platform === 'win32')('erasing with the disk nearly full', () => {
  it.each([
    ['for the erasure, and not for a new file', 4096],
    ['not even for emptying the log', -60_000],
  ])('is done with room %s; the traces go at the next open', async (_room, over) => {
    const { backend, plan, worker } = await planWithSomebody();
    const { folder } = backend;
    await backend.close();
    const bytes = statSync(planFile(folder, plan)).size + over;
    const answer = JSON.parse(await eraseWithin(bytes, folder, plan, worker)) as {
      ok: boolean;
      value: Erased;
    };
    expect(answer).toMatchObject({ ok: true, value: { scrubbed: false } });
    expect(answer.value.backups.length).toBeGreaterThan(0);
    await expectErasedAfterReopening(folder, plan);
  });

  it('changes nothing and says so where there is no room for it at all', async () => {
    const { backend, plan, worker } = await planWithSomebody();
    const { folder } = backend;
    await backend.close();
    const told = await eraseWithin(1024, folder, plan, worker);
    expect(JSON.parse(told)).toMatchObject({
      ok: false,
      fault: { message: /nothing was changed/ },
    });
    const again = openTest(folder);
    const { json } = await again.ok('worker.export', { plan, worker });
    expect(json).toContain(NAME);
  });
});

it('a scrub that is owed is tried again by the next command once there is room', async () => {
  const { backend, plan, worker, start } = await planWithSomebody();
  await start('STAYS');
  const folder = path.dirname(planFile(backend.folder, plan));
  await backend.change('worker.erase', { plan, worker, ref: REF });
  writeFileSync(path.join(folder, 'scrub-owed'), '');
  await backend.change('history.undo', { plan });
  expect(readdirSync(folder)).not.toContain('scrub-owed');
});

it('a process killed between the erasure and the scrub leaves the mark, and the next one scrubs', async () => {
  const { backend, plan, worker } = await planWithSomebody();
  const { folder } = backend;
  await backend.close();
  const opened = openPlan(planFile(folder, plan), { migrations: MIGRATIONS });
  // The erasure is on disk, and what follows it is never done.
  runCommand(opened, 'worker.erase', { instant: AT, who: 'Jane' }, null, (db) => {
    takeOut(db, worker, [REF, NAME, SWE]);
    return { value: null, words: 'Erased a worker’s records', final: { changed: [] } };
  });
  opened.close();
  expect(readdirSync(path.dirname(planFile(folder, plan)))).toContain('scrub-owed');
  await expectErasedAfterReopening(folder, plan);
});

describe('what still holds somebody who was erased', () => {
  it('is named, place by place, and can be deleted', async () => {
    const some = await planWithSomebody();
    const { backend, plan, worker } = some;
    const { folder } = backend;
    const { plan: duplicate } = await backend.ok('library.duplicate', { plan, name: 'Duplicate' });
    const { plan: binned } = await backend.ok('library.duplicate', { plan, name: 'Binned' });
    await backend.ok('library.moveToBin', { plan: binned });
    const { plan: renamed } = await backend.ok('library.duplicate', { plan, name: 'Renamed' });
    await backend.change('worker.change', {
      ...{ plan: renamed, worker, ref: 'ANOTHER', name: null, sweNumber: null },
    });
    const spoilt = await backend.ok('library.duplicate', { plan, name: 'Spoilt' });
    // Listed once, so that its name is known.
    await backend.ok('library.list', {});
    truncateSync(planFile(folder, spoilt.plan), 5000);
    // Another plan, with another person of that id, is none of them.
    const { plan: other } = await backend.ok('library.addSample', { sample: 'fictional-borough' });

    const mine = path.dirname(planFile(folder, plan));
    const halfMade = path.join('backups', '2021-11-01T09-00-00-000Z_daily.tenure.new');
    writeFileSync(path.join(mine, halfMade), NAME);
    writeFileSync(path.join(mine, 'plan.tenure.unreadable'), NAME);
    const upload = await backend.ok('upload.begin', { bytes: 4 });
    const whole = { plan, contents: 'whole' as const, forWhom: 'the director', passphrase: null };
    const sending = await backend.ok('library.export', whole);
    await backend.ok('library.export', { ...whole, contents: 'figures', forWhom: 'anybody' });
    const home = tempFolder();
    backend.useSecondHome(home);
    await backend.ok('secondHome.protect', { passphrase: null });

    const erased = await backend.change('worker.erase', { plan, worker, ref: REF });
    expect(erased).toMatchObject({ scrubbed: true, otherWindows: false });
    // Whoever has a whole copy can be asked; one of figures only holds nobody.
    expect(erased.copiesSent).toEqual([
      expect.objectContaining({ who: 'Jane', forWhom: 'the director', contents: 'whole' }),
      expect.objectContaining({ forWhom: 'the second home for backups' }),
    ]);
    expect(erased.leftovers).toEqual([
      { leftover: halfMade, kind: 'half-made', bytes: NAME.length },
      { leftover: 'plan.tenure.unreadable', kind: 'kept-by-restore', bytes: NAME.length },
    ]);
    const seen = { readOnly: false, lookedInto: true };
    expect([...erased.plans].sort((a, b) => a.name.localeCompare(b.name))).toEqual([
      { plan: binned, name: 'Binned', inBin: true, ...seen, worker },
      { plan: duplicate, name: 'Duplicate', inBin: false, ...seen, worker },
      { plan: renamed, name: 'Renamed', inBin: false, ...seen, worker },
      {
        plan: spoilt.plan,
        name: 'Spoilt',
        inBin: false,
        ...seen,
        lookedInto: false,
        worker: null,
      },
    ]);
    expect(erased.plans.map((one) => one.plan)).not.toContain(other);

    // What was under way is dropped at once.
    const { download: id } = sending;
    expect((await backend.fault('download.read', { download: id, index: 0 })).code).toBe(
      'not-found',
    );
    const part = { ...upload, index: 0, bytes: 'AAAA' };
    expect((await backend.fault('upload.write', part)).code).toBe('not-found');

    for (const { leftover } of erased.leftovers) {
      await backend.ok('library.deleteLeftover', { plan, leftover });
    }
    for (const { backup } of erased.backups)
      await backend.ok('library.deleteBackup', { plan, backup });
    expectInNoByte(mine, PERSONAL);
    for (const leftover of ['plan.tenure', '../other', `backups/${'x'.repeat(10)}`]) {
      const fault = await backend.fault('library.deleteLeftover', { plan, leftover });
      expect(fault.code).toBe('not-found');
    }

    // From the duplicate they are erased like from the plan itself.
    const there = await backend.change('worker.erase', { plan: duplicate, worker, ref: REF });
    expect(there.plans.map((one) => one.plan)).not.toContain(plan);
  });

  it('is a copy somebody sent, too, which can only be read', async () => {
    const some = await planWithSomebody();
    const { plan, worker } = some;
    const sent = openTest();
    const bytes = await download(some, 'whole');
    const { upload } = await sent.ok('upload.begin', { bytes: bytes.length });
    await sent.ok('upload.write', { upload, index: 0, bytes: bytes.toString('base64') });
    await sent.ok('library.receive', { upload });
    const { plan: own } = await sent.ok('library.duplicate', { plan, name: 'Own' });
    const erased = await sent.change('worker.erase', { plan: own, worker, ref: REF });
    expect(erased.plans).toMatchObject([{ plan, readOnly: true, lookedInto: true, worker }]);
  });
});
