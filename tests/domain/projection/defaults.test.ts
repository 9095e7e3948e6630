import { describe, expect, it } from 'vitest';
import type { PlanFigures } from '../../../src/domain/figures.ts';
import {
  defaultAssumptions,
  leaverRateCandidates,
  projectionInput,
  simulate,
} from '../../../src/domain/projection/index.ts';
import type { ProjectionAssumptions } from '../../../src/domain/projection/index.ts';
import { towerHamlets as towerHamletsSample } from '../../fixtures/towerHamlets.ts';
import { DFE, ROW, addReading, addTarget, emptyPlan, towerHamlets } from './plan.ts';

function made(plan: PlanFigures): { assumptions: ProjectionAssumptions; notes: string } {
  const answer = defaultAssumptions(plan);
  if ('problem' in answer) throw new Error(answer.problem);
  return { assumptions: answer.assumptions, notes: answer.notes.join('\n') };
}

function problem(plan: PlanFigures): string {
  const answer = defaultAssumptions(plan);
  return 'problem' in answer ? answer.problem : '';
}

describe('Tower Hamlets, 12 November 2021', () => {
  const { assumptions, notes } = made(towerHamlets());

  it('starts at the latest reading, never today', () => {
    expect(assumptions).toMatchObject({
      from: '2021-11-12',
      years: 2,
      establishment: 319,
      vacancies: 40,
      establishmentChanges: [],
      target: { rate: 0.1, by: '2023-03-31' },
    });
  });

  it('counts each recruit once: the target less those started and those in progress', () => {
    expect(assumptions.routes).toEqual([
      { measure: ROW['ASYE'], recruits: [1, 20], months: [9], inProgress: 1, startChance: 1 },
      {
        measure: ROW['Conversion of agency to permanent'],
        recruits: [0, 5],
        months: [],
        inProgress: 5,
        startChance: 1,
      },
      {
        measure: ROW['Experienced social workers'],
        recruits: [0, 15],
        months: [],
        inProgress: 5,
        startChance: 1,
      },
      { measure: ROW['Managers'], recruits: [0, 5], months: [], inProgress: 5, startChance: 1 },
    ]);
  });

  it('says where each number came from', () => {
    expect(notes).toContain('starts on 12 November 2021');
    expect(notes).toContain('Establishment 319 as at 12 November 2021');
    expect(notes).toContain('ASYE, 2022-23: 20 to come, the target of 20.\n');
    expect(notes).toContain(
      'ASYE, 2021-22: 1 to come, the target of 20 less 18 started and less 1 in progress',
    );
    expect(notes).toContain('September has passed in 2021-22');
    expect(notes).toContain('Leaver rate: DfE, year to 30 September 2021');
    expect(notes).toContain('Target 10% by 31 March 2023');
  });

  it('offers the leaver rates side by side: stated 10%, pace 16%, DfE 12.5%, last year 13.3%', () => {
    const candidates = leaverRateCandidates(towerHamlets());
    expect(candidates.map(({ id, rate }) => [id, +(rate * 100).toFixed(1)])).toEqual([
      ['stated', 10],
      ['annualised', 16.2],
      ['dfe', 12.5],
      ['last-full-year', 13.3],
    ]);
    const [, pace, , lastYear] = candidates;
    expect(pace?.explanation).toContain('28 leavers in 226 days is a pace of 45 a year');
    expect(lastYear?.explanation).toContain('seems to count other posts');
    expect(assumptions.leaverRate).toBe(0.125);
  });

  it('projects from 12.5% vacant, with turnover known from the start', () => {
    const plan = towerHamlets();
    const result = simulate(projectionInput(plan, { ...assumptions, paths: 1000 }));
    expect(result.months[0]).toBe('2021-11-12');
    expect(result.months.at(-1)).toBe('2023-03-31');
    expect(result.vacancyRate[0]?.mean).toBe(40 / 319);
    // 28 and 139 days of 2020-21's 37, over the 279 in post.
    expect(result.turnoverRate[0]?.mean).toBeCloseTo((28 + (37 * 139) / 365) / 279, 3);
    expect(result.bridge.recruits).toBe(62);
    expect(result.needed.planned).toBe(46);
    expect(result.chance?.conditional).toBeGreaterThan(0.5);
  });
});

describe('the sample plan as it is shipped', () => {
  it('gives the same start, rates and target as the figures above', () => {
    const sample = towerHamletsSample();
    const { assumptions } = made(sample);
    const expected = made(towerHamlets()).assumptions;
    const plain = ({ routes, ...rest }: ProjectionAssumptions) => ({
      ...rest,
      routes: routes.map(({ measure: _, ...route }) => route),
    });
    expect(plain(assumptions)).toEqual(plain(expected));
    expect(leaverRateCandidates(sample).map(({ id, rate }) => [id, +rate.toFixed(3)])).toEqual([
      ['stated', 0.1],
      ['annualised', 0.162],
      ['dfe', 0.125],
      ['last-full-year', 0.133],
    ]);
  });
});

describe('a plan that holds less', () => {
  it('works the establishment out of vacancies and their rate, or says what is missing', () => {
    const plan = emptyPlan();
    expect(problem(plan)).toContain('no vacancies with an establishment');
    addReading(plan, 'Vacancies', 2020, 50);
    expect(problem(plan)).toContain('no vacancies with an establishment');
    addReading(plan, 'Vacancy %', 2020, 15.2);
    const { assumptions, notes } = made(plan);
    expect(assumptions).toMatchObject({ from: '2021-03-31', establishment: 329, vacancies: 50 });
    expect(notes).toContain('worked out from 50 vacancies');
    expect(notes).toContain('no vacancy rate target');
  });

  it('works vacancies out of an establishment and a rate', () => {
    const plan = emptyPlan();
    addReading(plan, 'Establishment', 2021, 200);
    addReading(plan, 'Vacancy %', 2021, 12.5);
    expect(made(plan).assumptions).toMatchObject({ establishment: 200, vacancies: 25 });
  });

  it('says so where establishment and vacancies count different posts', () => {
    const plan = emptyPlan();
    plan.scopes.push({ id: 2, name: 'Managers too', note: '' });
    addReading(plan, 'Establishment', 2021, 319);
    addReading(plan, 'Vacancies', 2021, 82, { scope: 2 });
    expect(made(plan).notes).toContain('different posts (Social workers; Managers too)');
    expect(made(towerHamlets()).notes).not.toContain('different posts');
  });

  it('refuses more vacancies than posts', () => {
    const plan = emptyPlan();
    addReading(plan, 'Establishment', 2021, 10);
    addReading(plan, 'Vacancies', 2021, 12);
    expect(problem(plan)).toContain('12 vacancies on an establishment of 10');
  });

  it("falls back on England's leaver rate, and says so", () => {
    const plan = emptyPlan();
    addReading(plan, 'Establishment', 2021, 200);
    addReading(plan, 'Vacancies', 2021, 25);
    const { assumptions, notes } = made(plan);
    expect(assumptions.leaverRate).toBe(0.118);
    expect(notes).toContain("England's turnover in the year to 30 September 2025");
    expect(leaverRateCandidates(plan).map(({ id }) => id)).toEqual(['england']);
  });

  it('takes tbc and planned readings for nothing known', () => {
    const plan = emptyPlan();
    addReading(plan, 'Establishment', 2020, 300);
    addReading(plan, 'Vacancies', 2020, 40);
    addReading(plan, 'Vacancies', 2021, 38, { status: 'tbc' });
    addReading(plan, 'Vacancies', 2022, 30, { status: 'planned' });
    expect(made(plan).assumptions).toMatchObject({ from: '2021-03-31', vacancies: 40 });
  });

  it('does not count a recruit whose starts so far are not known as started', () => {
    const plan = emptyPlan();
    addReading(plan, 'Establishment', 2021, 300, { asAt: '2021-11-12' });
    addReading(plan, 'Vacancies', 2021, 40, { asAt: '2021-11-12' });
    addTarget(plan, 'Managers', 2021, 10);
    const { assumptions, notes } = made(plan);
    const managers = assumptions.routes.find((route) => route.measure === ROW['Managers']);
    expect(managers?.recruits[0]).toBe(10);
    expect(notes).toContain('starts so far are not known');
  });
});

describe('later years', () => {
  it('begin the day after the last reading where that is the year end', () => {
    const plan = emptyPlan();
    addReading(plan, 'Establishment', 2020, 300);
    addReading(plan, 'Vacancies', 2020, 40);
    addReading(plan, 'Managers', 2020, 9, { inProgress: 2 });
    addTarget(plan, 'Managers', 2021, 10);
    addTarget(plan, 'Vacancy %', 2021, 12);
    const { assumptions } = made(plan);
    const managers = assumptions.routes.find((route) => route.measure === ROW['Managers']);
    expect(assumptions).toMatchObject({ years: 1, target: { rate: 0.12, by: '2022-03-31' } });
    expect(managers).toMatchObject({ recruits: [8], inProgress: 2 });
  });

  it('take planned establishments as changes at the start of each year', () => {
    const plan = towerHamlets();
    addTarget(plan, 'Establishment', 2022, 330);
    const { assumptions, notes } = made(plan);
    expect(assumptions.establishmentChanges).toEqual([{ from: '2022-04-01', posts: 11 }]);
    expect(notes).toContain('Establishment becomes 330 on 1 April 2022');
  });
});

describe('leaver rates', () => {
  it('divide by the average in post where the scope held, and leave out old rates', () => {
    const plan = emptyPlan();
    addReading(plan, 'Establishment', 2019, 300);
    addReading(plan, 'Vacancies', 2019, 60);
    addReading(plan, 'Establishment', 2020, 310);
    addReading(plan, 'Vacancies', 2020, 50);
    addReading(plan, 'Leavers', 2020, 30);
    addReading(plan, 'Turnover %', 2017, 20, { source: DFE });
    const candidates = leaverRateCandidates(plan);
    expect(candidates.map(({ id }) => id)).toEqual(['last-full-year']);
    expect(candidates[0]?.rate).toBeCloseTo(30 / 250, 12);
    expect(made(plan).assumptions.leaverRate).toBeCloseTo(0.12, 12);
  });
});
