/** Teams, posts and people: recorded, changed, refused in plain words, undone. */
import { describe, expect, it } from 'vitest';
import { ONE, OPENED, recordsPlan } from './recordsPlan.ts';

describe('the structure', () => {
  it('keeps a team’s history when it is renamed and moved, in one change that undo takes back', async () => {
    const { backend, plan, team, records, lastWords } = await recordsPlan();
    const before = await records();
    const [assessment, permanence] = before.services.map(({ id }) => id);
    await backend.change('structure.reorganise', {
      plan,
      from: '2022-04-01',
      reason: 'New front door',
      steps: [
        { kind: 'rename-service', service: assessment!, name: 'Front door' },
        { kind: 'rename-team', team: team.Duty, name: 'Hackney Wick Assessment' },
        { kind: 'move-team', team: team.Fostering, service: assessment! },
        { kind: 'close-team', team: team['Children in care'] },
        { kind: 'open-team', service: permanence!, name: 'Looked after' },
      ],
    });
    expect(await lastWords()).toBe(
      'Reorganised from 1 April 2022: opened 1 team, renamed 1 service, renamed 1 team, moved 1 team and closed 1 team (New front door)',
    );
    const after = await records();
    expect(after.services[0]).toMatchObject({
      name: 'Front door',
      earlierNames: [{ name: 'Assessment', until: '2022-04-01' }],
    });
    expect(after.teamPeriods.filter((period) => period.team === team.Duty)).toMatchObject([
      { name: 'Duty', from: OPENED },
      { name: 'Hackney Wick Assessment', from: '2022-04-01' },
    ]);
    expect(after.teams.find(({ id }) => id === team['Children in care'])).toMatchObject({
      closedOn: '2022-03-31',
    });
    await backend.change('history.undo', { plan });
    expect(await records()).toEqual(before);
  });

  it('refuses what cannot be, naming the step', async () => {
    const { backend, plan, team } = await recordsPlan();
    const change = async (steps: unknown[], from = '2022-04-01') =>
      backend.fault('structure.reorganise', {
        plan,
        revision: await backend.revision(plan),
        from,
        steps,
      });
    expect(await change([{ kind: 'close-team', team: 99 }])).toMatchObject({
      code: 'bad-input',
      field: 'steps.0',
    });
    expect(
      await change([{ kind: 'rename-team', team: team.Duty, name: 'X' }], '2014-01-01'),
    ).toMatchObject({
      message: 'Duty opens on 1 April 2015. Choose a date from then on.',
      field: 'steps.0',
    });
    const role = { plan, revision: await backend.revision(plan), name: 'social WORKER' };
    expect(
      await backend.fault('role.save', { ...role, group: 'other', counts: false }),
    ).toMatchObject({
      message: 'There is already a role named Social worker.',
      field: 'name',
    });
  });
});

describe('the establishment', () => {
  it('changes from a date with its reason', async () => {
    const { backend, plan, team, role, records, lastWords } = await recordsPlan();
    const post = (postRef: string) => ({
      kind: 'add' as const,
      team: team.Duty,
      role: role['Social worker'],
      fte: ONE,
      postRef,
    });
    await backend.change('establishment.change', {
      plan,
      from: OPENED,
      steps: [post('P1'), post('P2'), { ...post('P3'), fte: 600_000 }],
    });
    expect(await lastWords()).toBe('Added 3 posts in Duty from 1 April 2015');
    const lines = (await records()).lines;
    await backend.change('establishment.change', {
      plan,
      from: '2022-04-01',
      reason: 'two additional posts agreed',
      steps: [
        { kind: 'end', line: lines[0]!.id },
        { kind: 'alter', line: lines[2]!.id, fte: 800_000, funding: 'grant', frozen: true },
        post('P4'),
        { ...post('P5'), postRef: null, fte: 2 * ONE },
      ],
    });
    expect(await lastWords()).toBe(
      'Ended 1 post, added posts of 3 FTE and changed 1 post in Duty from 1 April 2022: two additional posts agreed',
    );
    expect(
      (await records()).lines.map(({ id: _id, reason: _reason, ...line }) => line),
    ).toMatchObject([
      { postRef: 'P1', fundedTo: '2022-03-31' },
      { postRef: 'P2', fundedTo: null },
      { postRef: 'P3', fte: 600_000, fundedTo: '2022-03-31', frozen: false },
      { postRef: 'P3', fte: 800_000, fundedFrom: '2022-04-01', frozen: true, funding: 'grant' },
      { postRef: 'P4' },
      { postRef: null, fte: 2 * ONE },
    ]);
  });

  it('refuses a closed team, and one post funded twice at once', async () => {
    const { backend, plan, team, role } = await recordsPlan();
    await backend.change('structure.reorganise', {
      plan,
      from: '2021-04-01',
      steps: [{ kind: 'close-team', team: team.Fostering }],
    });
    const add = async (step: object, from = '2022-04-01') =>
      backend.fault('establishment.change', {
        plan,
        revision: await backend.revision(plan),
        from,
        steps: [{ kind: 'add', team: team.Duty, role: role['Social worker'], fte: ONE, ...step }],
      });
    expect(await add({ team: team.Fostering })).toEqual({
      code: 'bad-input',
      message: 'Fostering closed on 31 March 2021. Choose an earlier date or another team.',
      field: 'steps.0.team',
    });
    expect(await add({ until: '2022-03-31' })).toMatchObject({ field: 'steps.0' });
    await backend.change('establishment.change', {
      plan,
      from: OPENED,
      steps: [
        { kind: 'add', team: team.Duty, role: role['Social worker'], fte: ONE, postRef: 'P1' },
      ],
    });
    expect((await add({ postRef: 'p1' })).message).toMatch(/^Post p1 is already funded in Duty/);
  });
});

describe('people', () => {
  it('start, move, change hours, are away and leave; no entry says who', async () => {
    const { backend, plan, team, role, records, start, lastWords } = await recordsPlan();
    const { engagement } = await start('E100', { name: 'Ada Byron' });
    expect(await lastWords()).toBe('Recorded a starter: Social worker, Duty, from 6 January 2020');
    const place = { team: team.Duty, role: role['Social worker'], fte: 600_000 };
    await backend.change('workforce.place', {
      plan,
      engagement,
      from: '2020-06-01',
      placements: [place],
    });
    expect(await lastWords()).toBe(
      'Changed a worker’s hours from 1 FTE to 0.6 FTE: Social worker, Duty, from 1 June 2020',
    );
    const moved = { ...place, team: team.Fostering };
    await backend.change('workforce.place', {
      plan,
      engagement,
      from: '2020-09-01',
      placements: [moved],
    });
    expect(await lastWords()).toBe(
      'Moved a worker from Social worker, Duty to Social worker, Fostering from 1 September 2020',
    );
    await backend.change('workforce.place', {
      plan,
      engagement,
      from: '2020-10-01',
      placements: [{ ...moved, secondedOut: true }],
    });
    expect(await lastWords()).toBe(
      'Recorded a secondment out: Social worker, Fostering, from 1 October 2020',
    );
    const { absence } = await backend.change('workforce.beAbsent', {
      plan,
      engagement,
      kind: 'MAT',
      from: '2021-01-01',
    });
    await backend.change('workforce.changeAbsence', {
      plan,
      absence,
      from: '2021-01-01',
      until: null,
    });
    await backend.change('workforce.leave', {
      plan,
      engagement,
      lastDay: '2021-09-30',
      leavingReason: 1,
    });
    expect(await lastWords()).toBe(
      'Recorded a leaver: Social worker, Fostering, last day 30 September 2021',
    );
    const { engagements, assignments, absences } = await records();
    expect(engagements).toMatchObject([{ to: '2021-09-30', leavingReason: 1 }]);
    expect(assignments.map(({ from, to }) => [from, to])).toEqual([
      ['2020-01-06', '2020-05-31'],
      ['2020-06-01', '2020-08-31'],
      ['2020-09-01', '2020-09-30'],
      ['2020-10-01', '2021-09-30'],
    ]);
    expect(absences).toMatchObject([{ to: '2021-09-30' }]);

    // They did not leave after all, and began a month later than was thought.
    await backend.change('workforce.correct', {
      plan,
      engagement,
      basis: 'fixed-term',
      from: '2020-02-03',
      to: null,
      offerAcceptedOn: '2019-12-01',
      route: null,
      origin: 1,
      leavingReason: null,
      destination: null,
    });
    const corrected = await records();
    expect(corrected.assignments[0]).toMatchObject({ from: '2020-02-03' });
    expect(corrected.assignments.at(-1)).toMatchObject({ to: null });
    const { entries } = await backend.ok('history.list', { plan });
    for (const { words } of entries) expect(words).not.toMatch(/Ada|Byron|E100/);
  });

  it('may come back, hold two posts, and fill one post twice', async () => {
    const { backend, plan, team, role, records, start } = await recordsPlan();
    const { worker, engagement } = await start('E1', { until: '2020-12-31' });
    await backend.change('workforce.start', {
      plan,
      worker,
      basis: 'permanent',
      from: '2021-04-01',
      offerAcceptedOn: '2021-02-01',
      origin: 6,
      placements: [
        { team: team.Duty, role: role['Social worker'], fte: 500_000, postRef: 'P1' },
        { team: team.Fostering, role: role['Team manager'], fte: 500_000 },
      ],
    });
    const placement = { team: team.Duty, role: role['Social worker'], fte: ONE, postRef: 'P1' };
    await backend.change('workforce.start', {
      plan,
      worker: { ref: 'E2' },
      basis: 'permanent',
      from: '2021-04-01',
      placements: [placement],
    });
    const all = await records();
    expect(all.engagements.filter((one) => one.worker === worker)).toHaveLength(2);
    expect(all.assignments.filter((one) => one.postRef === 'P1')).toHaveLength(2);
    await backend.change('workforce.remove', { plan, engagement });
    const left = await records();
    expect(left.workers).toHaveLength(2);
    await backend.change('history.undo', { plan });
    expect(await records()).toEqual(all);
  });

  it('are refused in plain words, naming the field', async () => {
    const { backend, plan, team, role, start } = await recordsPlan();
    const { worker, engagement } = await start('E1', { until: '2022-03-31' });
    const place = { team: team.Duty, role: role['Social worker'], fte: ONE };
    const begin = {
      worker: { ref: 'E9' },
      basis: 'permanent',
      from: '2021-01-01',
      placements: [place],
    };
    const cases: [string, object, { field: string; message?: RegExp | string }][] = [
      ['workforce.start', { ...begin, worker: { ref: 'e1' } }, { field: 'worker.ref' }],
      [
        'workforce.start',
        { ...begin, worker },
        { field: 'from', message: /already employed here from 6 January 2020 to 31 March 2022/ },
      ],
      [
        'workforce.start',
        { ...begin, until: '2020-12-31' },
        { field: 'until', message: /is before the first, 1 January 2021/ },
      ],
      [
        'workforce.start',
        { ...begin, offerAcceptedOn: '2021-01-02' },
        { field: 'offerAcceptedOn' },
      ],
      [
        'workforce.start',
        { ...begin, from: '2014-01-01' },
        { field: 'placements.0.team', message: /opens on 1 April 2015/ },
      ],
      ['workforce.start', { ...begin, placements: [place, place] }, { field: 'placements.1' }],
      [
        'workforce.start',
        { ...begin, basis: 'agency', placements: [{ ...place, secondedOut: true }] },
        { field: 'placements.0.secondedOut' },
      ],
      [
        'workforce.start',
        { ...begin, placements: [{ ...place, fte: 1_200_000 }] },
        {
          field: 'placements.0.fte',
          message: 'Enter an FTE of 1 or less; a second post is a second line.',
        },
      ],
      [
        'workforce.start',
        { ...begin, placements: [{ ...place, role: 77 }] },
        { field: 'placements.0.role' },
      ],
      [
        'workforce.start',
        { ...begin, route: 1 },
        { field: 'route', message: /recruitment routes/ },
      ],
      ['workforce.leave', { engagement, lastDay: '2019-12-31' }, { field: 'lastDay' }],
      [
        'workforce.place',
        { engagement, from: '2022-04-01', placements: [place] },
        { field: 'from' },
      ],
      ['workforce.beAbsent', { engagement, kind: 'SIC', from: '2019-01-01' }, { field: 'from' }],
      [
        'workforce.beAbsent',
        { engagement, kind: 'SIC', from: '2021-02-01', until: '2021-01-01' },
        { field: 'until' },
      ],
      ['worker.change', { worker, ref: '', name: null }, { field: 'ref' }],
    ];
    const { measures } = await backend.ok('figures.read', { plan });
    expect(measures[0]!.kind).not.toBe('recruits');
    const before = await backend.revision(plan);
    for (const [name, input, { field, message }] of cases) {
      const fault = await backend.fault(name, { plan, revision: before, ...input });
      expect([name, fault.code, fault.field]).toEqual([name, 'bad-input', field]);
      if (message !== undefined) expect(fault.message).toMatch(message);
    }
    expect(await backend.revision(plan)).toBe(before);
  });

  it('lead the figures of a year where somebody says so', async () => {
    const { backend, plan } = await recordsPlan();
    const { measures } = await backend.ok('figures.read', { plan });
    const [first, second] = measures.map(({ id }) => ({ measure: id, year: 2021 }));
    const lead = { plan, cells: [first!, second!] };
    await backend.change('figures.lead', { ...lead, leads: 'records' });
    expect(await backend.ok('figures.leads', { plan })).toEqual([
      { ...first!, leads: 'records' },
      { ...second!, leads: 'records' },
    ]);
    const missing = await backend.fault('figures.lead', {
      ...{ plan, revision: await backend.revision(plan), leads: 'records' },
      cells: [first!, { measure: 9_999, year: 2021 }],
    });
    expect(missing.field).toBe('cells.1.measure');
    await backend.change('figures.lead', { ...lead, leads: null });
    expect(await backend.ok('figures.leads', { plan })).toEqual([]);
    await backend.change('settings.change', { plan, frozenPosts: 'left-out' });
    expect((await backend.ok('figures.read', { plan })).settings.frozenPosts).toBe('left-out');
  });
});
