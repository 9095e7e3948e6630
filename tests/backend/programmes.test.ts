/** Programmes change from a date, and those who started before keep what they started on. */
import { describe, expect, it } from 'vitest';
import { memberViews } from '../../src/domain/asye/memberView.ts';
import { versionFor } from '../../src/domain/asye/versions.ts';
import { asyePlan } from './asyePlan.ts';

const ASYE = 1;

/** A version of ASYE from 1 April 2022 with its reviews at 3, 6 and 11 months. */
async function withNewVersion() {
  const at = await asyePlan();
  const { versions } = await at.asye();
  const { template } = versions.find(({ programme }) => programme === ASYE)!;
  const changed = {
    ...template,
    milestones: template.milestones.map((one) =>
      one.key === 'review-9'
        ? { ...one, name: '11-month review', due: { unit: 'months' as const, count: 11 } }
        : one,
    ),
  };
  const about = {
    ...{ programme: ASYE, appliesFrom: '2022-04-01', appliesTo: '2027-03-31', template: changed },
    ...{ source: 'Academy board', reason: 'Reviews at 3, 6 and 11 months' },
  };
  const before = await at.asye();
  const { version } = await at.backend.change('programmeVersion.save', { ...about, plan: at.plan });
  return { ...at, about, before, version };
}

describe('a programme changed from a date', () => {
  it('leaves those who started on the earlier version as they were', async () => {
    const { asye, records, before, version, lastWords } = await withNewVersion();
    const after = await asye();
    expect(await lastWords()).toBe(
      'Changed ASYE for people who start from 1 April 2022: Reviews at 3, 6 and 11 months',
    );
    expect(versionFor(after.versions, ASYE, '2022-03-31')?.id).toBe(1);
    expect(versionFor(after.versions, ASYE, '2022-04-01')?.id).toBe(version);
    const people = await records();
    const view = (rows: typeof after) => memberViews(rows, people, '2022-05-01')[0]!;
    expect(view(after)).toEqual(view(before));
    const ninth = view(after).milestones.find(({ key }) => key === 'review-9');
    expect(ninth).toMatchObject({ name: '9-month review', dueOn: '2022-06-01' });
  });

  it('is undone and done again', async () => {
    const { backend, plan, asye, before } = await withNewVersion();
    const after = await asye();
    await backend.change('history.undo', { plan });
    expect(await asye()).toEqual(before);
    await backend.change('history.redo', { plan });
    expect(await asye()).toEqual(after);
  });

  it('is corrected in place and removed while nobody has started on it', async () => {
    const { backend, plan, asye, about, version, before } = await withNewVersion();
    const months = { ...about.template, months: 13 };
    await backend.change('programmeVersion.save', { ...about, plan, version, template: months });
    const saved = (await asye()).versions.find(({ id }) => id === version);
    expect(saved?.template.months).toBe(13);
    await backend.change('programmeVersion.remove', { plan, version });
    expect((await asye()).versions).toEqual(before.versions);
  });

  it('refuses to touch the version people started on, and a date that is taken', async () => {
    const { backend, plan, about } = await withNewVersion();
    const refused = async (name: string, input: object) =>
      backend.fault(name, { ...input, plan, revision: await backend.revision(plan) });
    const keeps =
      '1 member started on the version from 1 September 2012 and keeps it. ' +
      'Make a new version from a date instead.';
    const correction = { ...about, version: 1, appliesFrom: '2012-09-01' };
    expect((await refused('programmeVersion.save', correction)).message).toBe(keeps);
    expect((await refused('programmeVersion.remove', { version: 1 })).message).toBe(keeps);
    expect(await refused('programmeVersion.save', about)).toMatchObject({ field: 'appliesFrom' });
    const backwards = { ...about, appliesFrom: '2023-04-01', appliesTo: '2023-03-31' };
    expect(await refused('programmeVersion.save', backwards)).toMatchObject({ field: 'appliesTo' });
    const [first, ...rest] = about.template.supervision;
    const endless = {
      ...{ ...about, appliesFrom: '2023-04-01' },
      template: { ...about.template, supervision: [{ ...first!, until: null }, ...rest] },
    };
    expect(await refused('programmeVersion.save', endless)).toMatchObject({
      field: 'template.supervision.0.until',
    });
  });
});

describe('which panel decides', () => {
  it('is the first on or after the planned end where a version does not say', async () => {
    const { asye } = await asyePlan();
    // The versions that come with Tenure are from before there was a choice.
    for (const { template } of (await asye()).versions) {
      expect(template.decidingPanel).toEqual({ before: { unit: 'weeks', count: 0 }, after: null });
    }
  });

  it('is changed also for those who have started, and undone; nothing else is', async () => {
    const { backend, plan, asye } = await asyePlan();
    const before = await asye();
    const decidingPanel = {
      before: { unit: 'weeks' as const, count: 4 },
      after: { unit: 'months' as const, count: 2 },
    };
    await backend.change('programmeVersion.decidingPanel', {
      ...{ plan, version: 1, decidingPanel, reason: '' },
    });
    const [first, ...others] = (await asye()).versions;
    const [was, ...rest] = before.versions;
    expect(first).toEqual({ ...was, template: { ...was!.template, decidingPanel } });
    expect(others).toEqual(rest);
    const wrong = { ...decidingPanel, before: { unit: 'weeks', count: 121 } };
    const input = { plan, revision: await backend.revision(plan), version: 1, reason: '' };
    expect(
      await backend.fault('programmeVersion.decidingPanel', { ...input, decidingPanel: wrong }),
    ).toMatchObject({ code: 'bad-input' });
    await backend.change('history.undo', { plan });
    expect(await asye()).toEqual(before);
  });
});

describe('programmes of the council’s own', () => {
  it('are added, renamed and removed', async () => {
    const { backend, plan, asye, lastWords } = await asyePlan();
    const before = await asye();
    const route = (await backend.ok('figures.read', { plan })).measures.find(
      ({ kind }) => kind === 'recruits',
    )!.id;
    const save = (name: string, programme: number | null = null) =>
      backend.change('programme.save', { plan, programme, name, route });
    const { programme } = await save('Return to practice');
    await save('Return to social work', programme);
    expect(await lastWords()).toBe(
      'Renamed the programme Return to practice to Return to social work',
    );
    const taken = { plan, revision: await backend.revision(plan), name: 'asye', route: null };
    expect(await backend.fault('programme.save', taken)).toMatchObject({ field: 'name' });
    await backend.change('programme.remove', { plan, programme });
    expect(await asye()).toEqual(before);
    const used = { plan, revision: await backend.revision(plan), programme: ASYE };
    expect((await backend.fault('programme.remove', used)).message).toContain('September 2021');
  });
});
