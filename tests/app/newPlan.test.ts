import { describe, expect, it } from 'vitest';
import { checkDraft, newDraft, type NewPlanDraft } from '../../src/app/components/plans/newPlan.ts';
import { openTest } from '../backend/support.ts';

const TODAY = '2025-11-21';

function draft(more: Partial<NewPlanDraft> = {}): NewPlanDraft {
  return { ...newDraft(TODAY), organisation: 'Anytown', name: 'Our plan', ...more };
}

function problemsOf(more: Partial<NewPlanDraft>) {
  const checked = checkDraft(draft(more), TODAY);
  return 'problems' in checked ? checked.problems : [];
}

describe('a new plan', () => {
  it('starts with the four usual routes and six years round this one', () => {
    const { routes, firstYear, lastYear, targetYear } = newDraft('2025-03-31');
    expect(routes).toHaveLength(4);
    expect([firstYear, targetYear, lastYear]).toEqual([2021, 2024, 2026]);
  });

  it('can be made with its two names alone, and the backend takes it', async () => {
    const checked = checkDraft(draft(), TODAY);
    if ('problems' in checked) throw new Error(JSON.stringify(checked.problems));
    const backend = openTest();
    const { plan } = await backend.ok('library.create', checked);
    const { readings, targets, measures } = await backend.ok('figures.read', { plan });
    expect(readings).toEqual([]);
    expect(targets).toEqual([]);
    expect(measures.filter(({ kind }) => kind === 'recruits')).toHaveLength(4);
  });

  it('sends what was typed, and null for what is not known yet', () => {
    const routes = newDraft(TODAY).routes.map((route, at) => ({
      ...route,
      target: at === 0 ? ' 20 ' : '',
    }));
    const checked = checkDraft(
      draft({
        asAt: { day: '30', month: '9', year: '2025' },
        establishment: '1,319.5',
        vacancies: '',
        vacancyTarget: '10%',
        routes,
      }),
      TODAY,
    );
    expect(checked).toMatchObject({
      latest: { asAt: '2025-09-30', establishment: 1319.5, vacancies: null },
      targets: { year: 2025, vacancyRate: 10, routes: [20, null, null, null] },
    });
  });

  it.each<[string, Partial<NewPlanDraft>, string, RegExp]>([
    ['no organisation', { organisation: ' ' }, 'organisation', /name of your organisation/],
    ['no name', { name: '' }, 'name', /name for the plan/],
    ['years backwards', { firstYear: 2026, lastYear: 2025 }, 'lastYear', /not be before/],
    ['no routes', { routes: [] }, 'addRoute', /at least one/],
    ['a day that is none', { asAt: { day: '31', month: '2', year: '2025' } }, 'asAt', /real date/],
    ['a two-digit year', { asAt: { day: '1', month: '2', year: '25' } }, 'asAt', /real date/],
    ['a date before', { asAt: { day: '1', month: '2', year: '2015' } }, 'asAt', /plan’s years/],
    ['figures without a date', { vacancies: '40' }, 'asAt', /Enter the date/],
    ['words for posts', { establishment: 'lots' }, 'establishment', /must be a number/],
    ['posts below none', { establishment: '-4' }, 'establishment', /0 or more/],
    ['a rate over all', { vacancyTarget: '110' }, 'vacancyTarget', /0 to 100/],
    ['a target year outside', { targetYear: 2040 }, 'targetYear', /one of the plan’s years/],
  ])('says what is wrong with %s', (_what, more, field, message) => {
    const found = problemsOf(more).find((problem) => problem.field === field);
    expect(found?.message).toMatch(message);
  });

  it('refuses more vacancies than posts, and takes posts over establishment', () => {
    const asAt = { day: '30', month: '9', year: '2025' };
    expect(problemsOf({ asAt, establishment: '300', vacancies: '301' })).toMatchObject([
      { field: 'vacancies' },
    ]);
    expect(problemsOf({ asAt, establishment: '300', vacancies: '-5' })).toEqual([]);
  });

  it('names the route whose name or target is wrong', () => {
    const [first, second] = newDraft(TODAY).routes;
    const routes = [
      { ...first!, label: 'ASYE', target: '1.5' },
      { ...second!, label: 'asye ', target: '-2' },
    ];
    expect(problemsOf({ routes }).map(({ field }) => field)).toEqual([
      'route-1',
      'routeTarget-0',
      'routeTarget-1',
    ]);
  });
});
