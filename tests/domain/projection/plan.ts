/** Plans for the projection's tests, made of published figures with their source. */
import type { Measure, MeasureKind, PlanFigures, Reading } from '../../../src/domain/figures.ts';

const ROWS: [MeasureKind, string][] = [
  ['establishment', 'Establishment'],
  ['vacancies', 'Vacancies'],
  ['vacancyRate', 'Vacancy %'],
  ['recruits', 'ASYE'],
  ['recruits', 'Conversion of agency to permanent'],
  ['recruits', 'Experienced social workers'],
  ['recruits', 'Managers'],
  ['leavers', 'Leavers'],
  ['turnoverRate', 'Turnover %'],
];

/** Row ids by label. */
export const ROW = Object.fromEntries(ROWS.map(([, label], index) => [label, index + 1]));

const SLIDE = 1;
export const DFE = 2;

export function emptyPlan(): PlanFigures {
  const measures: Measure[] = ROWS.map(([kind, label], index) => ({
    id: index + 1,
    kind,
    label,
    unit: kind.endsWith('Rate') ? 'percent' : 'people',
    position: index,
    retiredOn: null,
  }));
  return {
    settings: {
      name: 'Plan',
      organisation: 'Tower Hamlets',
      author: '',
      classification: 'Official',
      firstYear: 2017,
      lastYear: 2022,
      yearStartMonth: 4,
      basis: 'local',
      ratingRule: { tolerance: 5, toleranceIn: 'percent' },
    },
    measures,
    readings: [],
    targets: [],
    scopes: [{ id: 1, name: 'Social workers', note: '' }],
    sources: [
      { id: SLIDE, name: 'Scrutiny Sub-Committee, 8 December 2021', publishedOn: '2021-12-08' },
      {
        id: DFE,
        name: "DfE children's social work workforce, 30 September 2021",
        publishedOn: null,
      },
    ],
    sameScope: [],
  };
}

export function addReading(
  plan: PlanFigures,
  row: string,
  year: number,
  value: number | null,
  more: Partial<Reading> = {},
): void {
  plan.readings.push({
    id: plan.readings.length + 1,
    measure: ROW[row] ?? 0,
    scope: 1,
    source: SLIDE,
    year,
    asAt: `${year + 1}-03-31`,
    value,
    status: value === null ? 'tbc' : 'actual',
    inProgress: null,
    note: '',
    text: '',
    chosen: false,
    ...more,
  });
}

export function addTarget(plan: PlanFigures, row: string, year: number, value: number): void {
  plan.targets.push({
    id: plan.targets.length + 1,
    measure: ROW[row] ?? 0,
    scope: 1,
    source: SLIDE,
    year,
    quarter: null,
    value,
    upper: null,
    status: 'set',
    setOn: '2021-05-01',
    reason: 'Revised May 2021',
    text: '',
  });
}

/**
 * Tower Hamlets as at 12 November 2021: Children and Education Scrutiny Sub-Committee,
 * 8 December 2021, Social Care Academy/Workforce slide; DfE's rate for the year to
 * 30 September 2021.
 */
export function towerHamlets(): PlanFigures {
  const plan = emptyPlan();
  const november = { asAt: '2021-11-12', status: 'part-year' as const };
  [104, 83, 77, 50].forEach((value, i) => addReading(plan, 'Vacancies', 2017 + i, value));
  [39.5, 31.6, 29, 15.2].forEach((value, i) => addReading(plan, 'Vacancy %', 2017 + i, value));
  [59, 21, 34, 37].forEach((value, i) => addReading(plan, 'Leavers', 2017 + i, value));
  addReading(plan, 'Establishment', 2021, 319, { asAt: '2021-11-12' });
  addReading(plan, 'Vacancies', 2021, 40, { asAt: '2021-11-12' });
  addReading(plan, 'Vacancy %', 2021, 12.5, { asAt: '2021-11-12' });
  addReading(plan, 'Leavers', 2021, 28, november);
  addReading(plan, 'Turnover %', 2021, 10, { asAt: '2021-11-12' });
  addReading(plan, 'Turnover %', 2021, 12.5, { asAt: '2021-09-30', source: DFE });
  const routes: [string, number, number, number, number][] = [
    ['ASYE', 18, 1, 20, 20],
    ['Conversion of agency to permanent', 4, 5, 5, 5],
    ['Experienced social workers', 15, 5, 15, 15],
    ['Managers', 8, 5, 10, 5],
  ];
  for (const [route, actual, inProgress, target, next] of routes) {
    addReading(plan, route, 2021, actual, { ...november, inProgress });
    addTarget(plan, route, 2021, target);
    addTarget(plan, route, 2022, next);
  }
  addTarget(plan, 'Vacancy %', 2022, 10);
  return plan;
}
