/** The forecast that is shipped is the one the backtest measures, and does what is said of it. */
import { describe, expect, it } from 'vitest';
import { authoritiesOf } from '../../../scripts/backtest/authorities.ts';
import { HORIZONS, MEASURES, casesOf } from '../../../scripts/backtest/cases.ts';
import { fitConstants } from '../../../scripts/backtest/fit.ts';
import { summarise } from '../../../scripts/backtest/report.ts';
import { readPublished } from '../../../scripts/backtest/resource.ts';
import { scoreForecasts } from '../../../scripts/backtest/score.ts';
import { SHIPPED } from '../../../src/domain/projection/forecastConstants.ts';
import { FORECAST_HELD, TRACK_RECORD } from '../../../src/domain/projection/index.ts';

const UNTIL = 2023;
const NAMED = { vacancy: 'vacancyRate', turnover: 'turnoverRate' } as const;
const cases = casesOf(authoritiesOf(readPublished()));

/** Numbers of an object of any depth, by their path. */
function numbersIn(value: object, path = ''): [string, number][] {
  return Object.entries(value).flatMap(([key, inner]): [string, number][] =>
    typeof inner === 'number'
      ? [[`${path}.${key}`, inner]]
      : numbersIn(inner as object, `${path}.${key}`),
  );
}

it('ships the constants fitted on outcomes to 2023', () => {
  const fitted = new Map(numbersIn(fitConstants(cases, UNTIL)));
  const shipped = numbersIn(SHIPPED);
  expect(shipped).toHaveLength(fitted.size);
  for (const [name, value] of shipped) {
    expect(Math.abs(value - (fitted.get(name) ?? NaN)), name).toBeLessThan(0.00011);
  }
});

describe('refitted before each origin, on outcomes to 2023', () => {
  const forecasts = scoreForecasts(cases, UNTIL);
  const pairs = MEASURES.flatMap((measure) => HORIZONS.map((horizon) => ({ measure, horizon })));

  it.each(pairs)(
    'misses $measure $horizon ahead by no more than the best simple method',
    (pair) => {
      const { ratio, best, baselines, miss } = summarise(forecasts, pair.measure, pair.horizon);
      expect(ratio).toBeLessThan(best.ratio);
      const ahead = pair.horizon === 1 ? 'oneYear' : 'twoYears';
      const said = TRACK_RECORD.map((record) => record[NAMED[pair.measure]][ahead]);
      const measured = [...baselines.map((one) => one.miss), miss];
      // 0.02: the plan's own flows are simulated, and come to nothing but their noise.
      measured.forEach((value, at) =>
        expect(Math.abs(value - (said[at] ?? NaN))).toBeLessThan(0.02),
      );
    },
  );

  it.each(pairs)('holds about 8 in 10 of $measure $horizon ahead, in the width allowed', (pair) => {
    const { cover80, cover50, width80 } = summarise(forecasts, pair.measure, pair.horizon);
    const most = { vacancy: [15.5, 21.5], turnover: [14.5, 16.5] }[pair.measure];
    expect(cover80).toBeGreaterThan(0.77);
    expect(cover80).toBeLessThan(0.83);
    expect(cover50).toBeGreaterThan(0.45);
    expect(cover50).toBeLessThan(0.58);
    expect(width80).toBeLessThan(most[pair.horizon - 1] ?? 0);
    const ahead = pair.horizon === 1 ? 'oneYear' : 'twoYears';
    expect(cover80).toBeCloseTo(FORECAST_HELD[NAMED[pair.measure]][ahead], 1);
  });
});
