import { describe, expect, it } from 'vitest';
import { assumptionLine } from '../../src/app/components/projection/assumptionText.ts';
import type { ProjectionAssumptions, RouteAssumption } from '../../src/domain/projection/index.ts';

function line(...routes: Pick<RouteAssumption, 'recruits' | 'inProgress'>[]): string {
  const assumptions: ProjectionAssumptions = {
    ...{ from: '2026-09-30', years: 2, establishment: 240, vacancies: 41, leaverRate: 0.118 },
    ...{ establishmentChanges: [], target: null, paths: 10_000, seed: 1 },
    routes: routes.map((route, index) => ({
      ...route,
      measure: index,
      months: [],
      startChance: 1,
    })),
  };
  return assumptionLine(assumptions);
}

describe('the assumptions in one line', () => {
  it('says that recruits are not entered, and never that there are none', () => {
    expect(line({ recruits: [null, null], inProgress: 0 })).toBe(
      'As at 30 September 2026: 41 of 240 posts vacant · 11.8% leave a year · ' +
        'recruits to come not entered · 10,000 simulated futures, seed 1',
    );
  });

  it('counts what is entered, none included, and says what is not', () => {
    expect(line({ recruits: [0, 0], inProgress: 0 })).toContain('· 0 recruits to come ·');
    expect(
      line({ recruits: [18, null], inProgress: 2 }, { recruits: [4, 4], inProgress: 0 }),
    ).toContain('· 26 recruits to come, others not entered, 2 in progress ·');
  });
});
