/** Claims for members' payments: recorded together, paid, changed, removed, and undone. */
import { describe, expect, it } from 'vitest';
import { openTest } from './support.ts';

/** The fictional borough on 1 December 2025, and its payments that nobody has claimed. */
async function borough() {
  const backend = openTest();
  backend.setNow('2025-12-01T09:00:00.000Z');
  const { plan } = await backend.ok('library.addSample', { sample: 'fictional-borough' });
  const read = () => backend.ok('asye.read', { plan });
  const { members, claims } = await read();
  const isClaimed = (member: number, key: string) =>
    claims.some((one) => one.member === member && one.key === key);
  return {
    ...{ backend, plan, read, claims, members },
    /** Members of the latest cohort who have started and have nothing claimed for completion. */
    unclaimed: members
      .filter(({ id, startedOn }) => startedOn !== null && !isClaimed(id, 'completion'))
      .map(({ id }) => id)
      .reverse(),
    waiting: members.find(({ startedOn }) => startedOn === null)!.id,
    async words() {
      const { entries } = await backend.ok('history.list', { plan, limit: 1 });
      return entries[0]!.words;
    },
    async refusal(name: string, input: object) {
      return backend.fault(name, { plan, revision: await backend.revision(plan), ...input });
    },
  };
}

describe('claims', () => {
  it('are recorded together at what the version pays, then paid, and undone one step at a time', async () => {
    const { backend, plan, read, claims, unclaimed, words } = await borough();
    const [first, second] = unclaimed as [number, number];
    const payments = [first, second].map((member) => ({ member, key: 'completion' }));
    const recorded = await backend.change('claim.record', {
      ...{ plan, payments, claimedOn: '2025-11-28', reference: ' FH-9 ' },
    });
    const now = (await read()).claims.filter(({ id }) => recorded.claims.includes(id));
    expect(now.map(({ member }) => member).sort()).toEqual([first, second].sort());
    for (const claim of now) {
      expect(claim).toMatchObject({
        ...{ key: 'completion', pence: 100_000, claimedOn: '2025-11-28', paidOn: null },
        reference: 'FH-9',
      });
    }
    expect(await words()).toMatch(
      /^Recorded a claim on 28 November 2025: 2 payments, £2,000: 2 for Completion; cohorts? Autumn 20\d\d/,
    );

    await backend.change('claim.pay', { plan, claims: recorded.claims, paidOn: '2025-12-01' });
    expect(
      (await read()).claims.filter(({ paidOn }) => paidOn === '2025-12-01').map(({ id }) => id),
    ).toEqual(recorded.claims);
    expect(await words()).toMatch(/^Recorded payment on 1 December 2025: 2 payments, £2,000/);

    await backend.change('history.undo', { plan });
    expect((await read()).claims.some(({ paidOn }) => paidOn === '2025-12-01')).toBe(false);
    await backend.change('history.undo', { plan });
    expect((await read()).claims).toEqual(claims);
  });

  it('are changed and removed, and the journal never says whose they are', async () => {
    const { backend, plan, read, claims, words } = await borough();
    const claim = claims.findLast(({ paidOn }) => paidOn !== null)!;
    await backend.change('claim.change', {
      ...{ plan, claim: claim.id, claimedOn: claim.claimedOn, paidOn: null },
      ...{ pence: 95_050, reference: 'Jane Doe' },
    });
    expect((await read()).claims.find(({ id }) => id === claim.id)).toEqual({
      ...{ ...claim, pence: 95_050, paidOn: null, reference: 'Jane Doe' },
    });
    expect(await words()).toMatch(/^Changed a claim: \w+, £950\.50, cohort Autumn 20\d\d$/);
    await backend.change('claim.remove', { plan, claim: claim.id });
    expect((await read()).claims.some(({ id }) => id === claim.id)).toBe(false);
    expect(await words()).toMatch(/^Removed a claim recorded in error: \w+, £950\.50, cohort/);
    await backend.change('history.undo', { plan });
    await backend.change('history.undo', { plan });
    expect((await read()).claims.find(({ id }) => id === claim.id)).toEqual(claim);
  });

  it('are refused, all of them, where one of them cannot be', async () => {
    const { read, claims, members, unclaimed, waiting, refusal } = await borough();
    const [member = 0] = unclaimed;
    const record = (payments: object[], claimedOn = '2025-11-28') =>
      refusal('claim.record', { payments, claimedOn });
    const good = { member, key: 'completion' };
    const taken = { member: claims[0]!.member, key: claims[0]!.key };
    expect(await record([good, taken])).toMatchObject({
      field: 'payments',
      message: expect.stringContaining('already claimed on') as string,
    });
    expect((await record([good, { member, key: 'bonus' }])).message).toContain('does not make');
    expect((await record([good, { member: waiting, key: 'completion' }])).message).toContain(
      'has not started',
    );
    expect((await record([good, { member: 999_999, key: 'completion' }])).code).toBe('not-found');
    expect((await record([good, good])).message).toBe('A payment is in the list twice.');
    expect((await record([])).message).toBe('Choose at least one payment.');
    expect(await record([good], '2025-12-02')).toMatchObject({ field: 'claimedOn' });
    const { startedOn } = members.find(({ id }) => id === member)!;
    expect((await record([good], '2012-09-01')).message).toContain('The programme began on');
    expect(startedOn! > '2012-09-01').toBe(true);
    expect((await read()).claims).toEqual(claims);
  });

  it('are paid on a day from the claim to today', async () => {
    const { claims, refusal } = await borough();
    const open = claims.find(({ paidOn }) => paidOn === null) ?? claims[0]!;
    const pay = (paidOn: string) => refusal('claim.pay', { claims: [open.id], paidOn });
    expect(await pay('2012-09-01')).toMatchObject({ field: 'paidOn' });
    expect(await pay('2025-12-02')).toMatchObject({ field: 'paidOn' });
    const change = { claim: open.id, claimedOn: open.claimedOn, pence: 100_000, reference: '' };
    expect(await refusal('claim.change', { ...change, paidOn: '2012-09-01' })).toMatchObject({
      field: 'paidOn',
    });
    expect((await refusal('claim.change', { ...change, paidOn: null, pence: -1 })).message).toBe(
      'Enter an amount of £0 or more.',
    );
    expect((await refusal('claim.remove', { claim: 999_999 })).message).toBe(
      'That claim is no longer in the plan.',
    );
  });
});
