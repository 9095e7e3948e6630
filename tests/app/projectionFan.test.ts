import { describe, expect, it } from 'vitest';
import {
  fanData,
  fanSummary,
  fanTable,
  startsApart,
  type FanAbout,
} from '../../src/app/components/projection/fan.ts';
import { bridgeSteps } from '../../src/app/components/projection/bridgeSteps.ts';
import {
  defaultAssumptions,
  projectionInput,
  simulate,
} from '../../src/domain/projection/index.ts';
import { ROW, addReading, towerHamlets } from '../domain/projection/plan.ts';

function about(more: Partial<FanAbout> = {}): FanAbout {
  const figures = more.figures ?? towerHamlets();
  const made = defaultAssumptions(figures);
  if ('problem' in made) throw new Error(made.problem);
  const assumptions = { ...made.assumptions, paths: 200 };
  return {
    kind: 'vacancyRate',
    basis: 'plan',
    figures,
    result: simulate(projectionInput(figures, assumptions)),
    closer: false,
    target: assumptions.target,
    ...more,
  };
}

describe('the fan chart', () => {
  it('keeps actuals apart from what is projected', () => {
    const { series, bands } = fanData(about({ basis: 'forecast' }));
    expect(series.map(({ drawnAs }) => drawnAs)).toEqual(['actual', 'projection', 'unchanged']);
    expect(series[0]?.points.map(({ value }) => value)).toEqual([39.5, 31.6, 29, 15.2, 12.5]);
    expect(bands?.map(({ strength, name }) => [strength, name])).toEqual([
      ['wide', 'Covers 8 in 10 councils'],
      ['narrow', 'Covers 5 in 10 councils'],
    ]);
  });

  it('does not mix the two statements: the arithmetic has no line of its record', () => {
    const { series, bands } = fanData(about());
    expect(series.map(({ drawnAs }) => drawnAs)).toEqual(['actual', 'projection']);
    expect(bands?.map(({ name }) => name)).toEqual([
      'Middle 80% of futures',
      'Middle 50% of futures',
    ]);
    expect(fanSummary(about({ basis: 'forecast' }))).toMatch(/which covers 8 in 10 councils\.$/);
  });

  it('breaks the past where the scope changed, and only there', () => {
    expect(fanData(about()).breaks).toEqual([]);
    const figures = towerHamlets();
    figures.readings = figures.readings.map((r) => (r.year >= 2020 ? { ...r, scope: 2 } : r));
    figures.scopes.push({ id: 2, name: 'With managers', note: '' });
    expect(fanData(about({ figures })).breaks).toHaveLength(1);
  });

  it('looks closer at the last year', () => {
    const past = fanData(about({ closer: true })).series[0]?.points;
    expect(past?.map(({ value }) => value)).toEqual([15.2, 12.5]);
  });

  it('leaves out what was planned or is not known', () => {
    const figures = towerHamlets();
    addReading(figures, 'Vacancy %', 2022, 10, { status: 'planned', asAt: '2021-11-01' });
    expect(fanData(about({ figures })).series[0]?.points).toHaveLength(5);
  });

  it('says its end in a sentence and has every month in its table', () => {
    const fan = about();
    expect(fanSummary(fan)).toMatch(
      /^Vacancies on 31 October 2023: about \d+\.\d%, and between [−\d.]+% and [\d.]+% in 8 of 10 futures, if the plan holds\.$/,
    );
    expect(fanTable(fan).rows).toHaveLength(5 + 24);
  });

  it('says what a forecast of turnover waits for', () => {
    const figures = towerHamlets();
    figures.readings = figures.readings.filter(
      ({ measure }) => measure !== ROW['Leavers'] && measure !== ROW['Turnover %'],
    );
    expect(fanSummary(about({ figures, basis: 'forecast', kind: 'turnoverRate' }))).toBe(
      'There is no forecast: the plan has no turnover of a whole year yet.',
    );
  });

  it('says why turnover starts elsewhere than the reported figure', () => {
    expect(startsApart(about({ kind: 'turnoverRate' }))).toContain('not from the 10% reported');
    expect(startsApart(about())).toBeNull();
  });
});

describe('the projected bridge', () => {
  it('goes from level to level, a route a step', () => {
    const fan = about();
    const steps = bridgeSteps(fan.result.bridge, { 4: 'ASYE' });
    expect(steps[0]).toMatchObject({ kind: 'level', text: '40' });
    expect(steps.at(-1)?.kind).toBe('level');
    expect(steps.find(({ label }) => label === 'ASYE')?.words).toBe(
      'ASYE: −22, of them 1 in progress now',
    );
    const moved = steps.slice(0, -1).reduce((sum, { value }) => sum + (value ?? 0), 0);
    expect(moved).toBeCloseTo(steps.at(-1)?.value ?? NaN, 0);
  });
});
