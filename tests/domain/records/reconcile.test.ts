import { describe, expect, it } from 'vitest';
import { reconcile } from '../../../src/domain/records/reconcile.ts';
import { plan } from './builder.ts';

const DATE = '2025-03-31';
const PLAN = { counts: 'plan' } as const;
type Plan = ReturnType<typeof plan>;

const found = (p: Plan, scope: Parameters<typeof reconcile>[2] = PLAN) =>
  reconcile(p.records, DATE, scope).map((one) => [one.kind, one.words]);

describe('people against establishment', () => {
  it('find nothing where each fits', () => {
    const p = plan();
    p.post({ postRef: 'SW1' });
    p.post({ postRef: 'SW2' });
    p.post({ fte: 3 });
    p.person({ from: '2020-01-01' }, [{ postRef: 'sw1 ', fte: 0.6 }]);
    p.person({ from: '2020-01-01' }, [{ postRef: 'SW1', fte: 0.4 }]);
    p.person({ from: '2025-05-01', offerAcceptedOn: '2025-02-01' }, [{ postRef: 'SW2' }]);
    p.person({ from: '2020-01-01' });
    expect(found(p)).toEqual([]);
  });

  it('find a post with nobody in it, unless it is frozen or covered', () => {
    const p = plan();
    p.post({ postRef: 'SW1', fte: 0.8 });
    p.post({ postRef: 'SW2', frozen: true });
    p.post({ postRef: 'SW3' });
    p.person({ from: '2020-01-01', basis: 'agency' }, [{ postRef: 'SW3', covers: 'vacancy' }]);
    const [one, ...rest] = reconcile(p.records, DATE, PLAN);
    expect(rest).toEqual([]);
    expect(one).toEqual({
      id: 'post-without-holder:sw1',
      kind: 'post-without-holder',
      words: 'Post SW1 (Social worker, Team A), 0.8 FTE, has nobody in it on record.',
      action: 'Record its holder or the recruitment to it, freeze it, or end it.',
      team: 1,
      role: 1,
      lines: [1],
      workers: [],
      engagements: [],
      assignments: [],
    });
  });

  it('find people with no place, with a post that is not funded, or where none is', () => {
    const p = plan();
    const other = p.team('Team B');
    p.post();
    p.person({ from: '2024-01-01' }, []);
    p.person({ from: '2020-01-01' }, [{ postRef: 'OLD' }]);
    p.person({ from: '2020-01-01' }, [{ team: other }]);
    expect(found(p)).toEqual([
      [
        'person-without-place',
        'P1 is on record from 1 January 2024 and is placed nowhere at this date.',
      ],
      ['unknown-post', 'P2 is in post OLD, which is not funded at this date.'],
      ['person-without-post', 'P3 is placed as Social worker, Team B, where no post is funded.'],
    ]);
    expect(found(p, { ...PLAN, team: other }).map(([kind]) => kind)).toEqual([
      'person-without-post',
    ]);
  });

  it('find a team over establishment, and say what of it covers an absence', () => {
    const p = plan();
    p.post();
    p.person({ from: '2020-01-01' });
    p.person({ from: '2024-06-01', basis: 'fixed-term' }, [{ covers: 'absence', fte: 0.6 }]);
    expect(found(p)).toEqual([
      [
        'over-established',
        'Social worker, Team A: 1.6 FTE in post, 1 FTE funded, 0.6 FTE over. 0.6 FTE of them cover an absence.',
      ],
    ]);
  });

  it('find a post and its holders of different FTE', () => {
    const p = plan();
    p.post({ postRef: 'SW1' });
    p.person({ from: '2020-01-01' }, [{ postRef: 'SW1', fte: 0.6 }]);
    expect(found(p)).toEqual([
      [
        'fte-mismatch',
        'Post SW1 (Social worker, Team A) is funded for 1 FTE and held for 0.6 FTE (P1).',
      ],
    ]);
  });

  it('find a holder placed elsewhere than the post, and a post funded twice', () => {
    const p = plan();
    const other = p.team('Team B');
    p.post({ postRef: 'SW1', fte: 0.5 });
    p.post({ postRef: 'SW1', fte: 0.5 });
    p.post({ team: other });
    p.person({ from: '2020-01-01' }, [{ postRef: 'SW1', team: other }]);
    expect(found(p)).toEqual([
      [
        'holder-elsewhere',
        'P1 holds Post SW1 (Social worker, Team A) but is placed as Social worker, Team B.',
      ],
      ['post-twice', 'Post SW1 (Social worker, Team A) is funded 2 times at once.'],
    ]);
  });

  it('find posts and people left in a closed team', () => {
    const p = plan();
    p.records.teams[0]!.closedOn = '2024-12-31';
    p.post();
    p.person({ from: '2020-01-01' });
    const [one] = reconcile(p.records, DATE, PLAN);
    expect(one).toMatchObject({
      kind: 'closed-team',
      words: 'Team A closed on 31 December 2024 and still has posts: 1, people: 1.',
      team: 1,
      lines: [1],
      workers: [1],
    });
  });
});
