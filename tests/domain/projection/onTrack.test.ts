import { describe, expect, it } from 'vitest';
import { routeStandings } from '../../../src/domain/projection/onTrack.ts';
import { addReading, addTarget, emptyPlan, towerHamlets } from './plan.ts';

describe('where each route stands', () => {
  it('sets starts and offers in progress against the target', () => {
    const standings = routeStandings(towerHamlets(), 2021);
    expect(standings.map(({ label, against, words }) => [label, against, words])).toEqual([
      ['ASYE', -1, '1 short if those in progress start'],
      ['Conversion of agency to permanent', 4, 'met if those in progress start'],
      ['Experienced social workers', 5, 'target met'],
      ['Managers', 3, 'met if those in progress start'],
    ]);
  });

  it('says what is not known, and never takes it for zero', () => {
    const plan = emptyPlan();
    addReading(plan, 'ASYE', 2021, null);
    addTarget(plan, 'ASYE', 2021, 20);
    const [asye, conversion] = routeStandings(plan, 2021);
    expect(asye).toMatchObject({ started: null, against: null, words: 'starts not known' });
    expect(conversion).toMatchObject({ target: null, against: null, words: 'no target' });
  });
});
