/** Projection inputs for tests. */
import type { ProjectionInput } from '../../../src/domain/projection/index.ts';

/**
 * DOMAIN.md §9's example: 319 posts, 40 vacant, 10% turnover, a year from 31 March 2022,
 * starts spread evenly, 10% vacancies wanted at its end.
 */
export function goldenInput(changes: Partial<ProjectionInput> = {}): ProjectionInput {
  return {
    from: '2022-03-31',
    years: 1,
    establishment: 319,
    vacancies: 40,
    establishmentChanges: [],
    leaverRate: 0.1,
    routes: [{ measure: 1, recruits: [38], months: [], inProgress: 0, startChance: 1 }],
    target: { rate: 0.1, by: '2023-03-31' },
    paths: 10_000,
    seed: 1,
    yearStartMonth: 4,
    basis: 'local',
    routeLabels: {},
    history: { leavers: [], inPost: [] },
    ...changes,
  };
}

/** The golden example with one route's recruits. */
export function withRecruits(recruits: number, changes: Partial<ProjectionInput> = {}) {
  return goldenInput({
    routes: [{ measure: 1, recruits: [recruits], months: [], inProgress: 0, startChance: 1 }],
    ...changes,
  });
}
