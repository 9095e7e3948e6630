import { describe, expect, it } from 'vitest';
import type { PlanFigures, Reading } from '../../../src/domain/figures.ts';
import { RECORDS_SOURCE } from '../../../src/domain/leading.ts';
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
      years: 3,
      establishment: 319,
      vacancies: 40,
      establishmentChanges: [],
      target: { rate: 0.1, by: '2023-03-31' },
    });
  });

  it('counts each recruit once: the target less those started and those in progress', () => {
    expect(assumptions.routes).toEqual([
      { measure: ROW['ASYE'], recruits: [1, 20, null], months: [9], inProgress: 1, startChance: 1 },
      {
        measure: ROW['Conversion of agency to permanent'],
        recruits: [0, 5, null],
        months: [],
        inProgress: 5,
        startChance: 1,
      },
      {
        measure: ROW['Experienced social workers'],
        recruits: [0, 15, null],
        months: [],
        inProgress: 5,
        startChance: 1,
      },
      {
        measure: ROW['Managers'],
        recruits: [0, 5, null],
        months: [],
        inProgress: 5,
        startChance: 1,
      },
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
    expect(result.months.at(-1)).toBe('2023-10-31');
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

  it('does not take a target as all still to come while nobody has entered the starts', () => {
    const plan = emptyPlan();
    addReading(plan, 'Establishment', 2021, 300, { asAt: '2021-10-31' });
    addReading(plan, 'Vacancies', 2021, 40, { asAt: '2021-10-31' });
    addTarget(plan, 'ASYE', 2021, 18);
    addTarget(plan, 'Managers', 2021, 10);
    addTarget(plan, 'Vacancy %', 2021, 10);
    const { assumptions, notes } = made(plan);
    const toCome = (row: string) =>
      assumptions.routes.find((route) => route.measure === ROW[row])?.recruits[0];
    // Their September has passed: some or all of the 18 are among those in post already.
    expect(toCome('ASYE')).toBeNull();
    expect(toCome('Managers')).toBeNull();
    expect(notes).toContain('ASYE, 2021-22: a target of 18, but the starts so far are not entered');
    const { chance, missing } = simulate(projectionInput(plan, { ...assumptions, paths: 200 }));
    expect(chance?.conditional).toBeNull();
    expect(chance?.calibrated).toBeLessThan(0.6);
    expect(missing.filter(({ year }) => year === 0)).toHaveLength(4);
  });

  it('takes ASYE starts as still to come before their September', () => {
    const plan = emptyPlan();
    addReading(plan, 'Establishment', 2021, 300, { asAt: '2021-06-30' });
    addReading(plan, 'Vacancies', 2021, 40, { asAt: '2021-06-30' });
    addTarget(plan, 'ASYE', 2021, 18);
    const asye = made(plan).assumptions.routes.find((route) => route.measure === ROW['ASYE']);
    expect(asye?.recruits[0]).toBe(18);
  });

  it('names each figure it lacks', () => {
    const lacking = (plan: PlanFigures) => {
      const answer = defaultAssumptions(plan);
      return 'missing' in answer ? answer.missing.map(({ words }) => words) : [];
    };
    const plan = emptyPlan();
    expect(lacking(plan)).toEqual(['Establishment', 'Vacancies']);
    addReading(plan, 'Vacancies', 2020, 50);
    expect(lacking(plan)).toEqual(['Establishment']);
    const other = emptyPlan();
    addReading(other, 'Establishment', 2020, 300);
    expect(lacking(other)).toEqual(['Vacancies']);
  });
});

describe('recruits that nobody has entered', () => {
  it('are never none: leavers are taken as replaced, and the chance waits', () => {
    const plan = emptyPlan();
    addReading(plan, 'Establishment', 2021, 300);
    addReading(plan, 'Vacancies', 2021, 30);
    addTarget(plan, 'Vacancy %', 2022, 8);
    const { assumptions } = made(plan);
    expect(assumptions.routes.every(({ recruits }) => recruits.every((n) => n === null))).toBe(
      true,
    );
    const result = simulate(projectionInput(plan, { ...assumptions, paths: 2000 }));
    // It used to be 22.4% two years on, with "0 to come".
    expect(result.vacancyRate.at(-1)?.mean).toBeCloseTo(0.1, 2);
    expect(result.bridge.recruitsByRoute.at(-1)?.measure).toBe('replacement');
    expect(result.chance?.conditional).toBeNull();
    expect(result.chance?.widened).toBeNull();
    expect(result.missing).toHaveLength(4);
    expect(result.needed).toMatchObject({ planned: 0, reason: null });
    expect(result.needed.p50).toBeGreaterThan(20);
    expect(result.notes.join(' ')).toContain('not the same as recruiting nobody');
  });

  it('leave out what is known to come when they are replaced', () => {
    const plan = towerHamlets();
    plan.targets = plan.targets.filter(
      ({ measure, year }) => measure !== ROW['ASYE'] || year !== 2022,
    );
    const { assumptions } = made(plan);
    const result = simulate(projectionInput(plan, { ...assumptions, paths: 500 }));
    const by = new Map(
      result.bridge.recruitsByRoute.map(({ measure, starts }) => [measure, starts]),
    );
    // 279 in post × 12.5% is 35 leavers in 2022-23; 25 are planned by the other routes.
    expect(by.get('replacement')).toBe(10);
    expect(result.missing).toEqual([{ measure: ROW['ASYE'], year: 1 }]);
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
    expect(assumptions).toMatchObject({ years: 2, target: { rate: 0.12, by: '2022-03-31' } });
    expect(managers).toMatchObject({ recruits: [8, null], inProgress: 2 });
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

describe('a leaver rate', () => {
  /** 240 posts, 24 vacant, from a September to two months into the next financial year. */
  function twoYears(): PlanFigures {
    const plan = emptyPlan();
    addReading(plan, 'Establishment', 2019, 240);
    addReading(plan, 'Vacancies', 2019, 24);
    addReading(plan, 'Leavers', 2019, 30);
    addReading(plan, 'Establishment', 2020, 240);
    addReading(plan, 'Vacancies', 2020, 24);
    addReading(plan, 'Leavers', 2020, 27);
    addReading(plan, 'Establishment', 2021, 240, { asAt: '2021-05-31' });
    addReading(plan, 'Vacancies', 2021, 24, { asAt: '2021-05-31' });
    addReading(plan, 'Leavers', 2021, 9, { asAt: '2021-05-31', status: 'part-year' });
    return plan;
  }

  it('of a whole year leads over a pace of two months, which never leads', () => {
    expect(made(twoYears()).assumptions.leaverRate).toBeCloseTo(27 / 216, 12);
    const short = twoYears();
    short.readings = short.readings.filter(({ year }) => year === 2021);
    const candidates = leaverRateCandidates(short);
    expect(candidates.map(({ id }) => id)).toEqual(['annualised', 'england']);
    expect(candidates[0]?.explanation).toContain('Too short to go by');
    expect(made(short).assumptions.leaverRate).toBe(0.118);
  });

  it('from twelve months of records leads over a published one', () => {
    const plan = twoYears();
    plan.sources.push({ id: RECORDS_SOURCE, name: 'From records', publishedOn: null });
    addReading(plan, 'Turnover %', 2020, 14, { source: RECORDS_SOURCE });
    addReading(plan, 'Turnover %', 2021, 12.5, { asAt: '2021-05-30', source: DFE });
    expect(leaverRateCandidates(plan)[0]?.id).toBe('records');
    expect(made(plan).assumptions.leaverRate).toBe(0.14);
  });

  it('of a DfE year dated 30 September is a whole year’s in an April plan', () => {
    const census = { asAt: '2021-09-30' };
    const dated = (more: Partial<Reading>, rate: boolean) => {
      const plan = emptyPlan();
      addReading(plan, 'Establishment', 2021, 240, census);
      addReading(plan, 'Vacancies', 2021, 24, census);
      addReading(plan, 'Leavers', 2021, 27, { ...census, ...more });
      if (rate) addReading(plan, 'Turnover %', 2021, 12.5, census);
      return plan;
    };
    // 27 of 216 is 12.5%; as a pace of 183 days it was read as 24.9%.
    expect(made(dated({ source: DFE }, false)).assumptions.leaverRate).toBeCloseTo(0.125, 12);
    expect(made(dated({}, true)).assumptions.leaverRate).toBeCloseTo(0.125, 12);
    const ours = dated({ status: 'part-year' }, false);
    expect(made(ours).assumptions.leaverRate).toBeCloseTo((27 * 365) / 183 / 216, 12);
    const result = simulate(
      projectionInput(dated({ source: DFE }, false), {
        ...made(dated({ source: DFE }, false)).assumptions,
        paths: 100,
      }),
    );
    expect(result.turnoverRate[0]?.mean).toBeCloseTo(27 / 216, 6);
  });
});
