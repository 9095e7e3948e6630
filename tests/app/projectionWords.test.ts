import { expect, it } from 'vitest';
import {
  forecastBasisInWords,
  forecastSentences,
  trackRecordSentence,
} from '../../src/app/components/projection/forecastWords.ts';
import {
  defaultAssumptions,
  projectionInput,
  simulate,
} from '../../src/domain/projection/index.ts';
import { towerHamlets } from '../domain/projection/plan.ts';

it('says a forecast, its range and what it is made from in whole sentences', () => {
  const figures = towerHamlets();
  const made = defaultAssumptions(figures);
  if ('problem' in made) throw new Error(made.problem);
  const input = projectionInput(figures, { ...made.assumptions, paths: 200 });
  const [vacancies, turnover] = forecastSentences(simulate(input));
  expect(vacancies).toMatch(
    /^Vacancies about 1\d\.\d% on 31 March 2023: from \d\.\d% to 2\d\.\d%, a range that covers 8 in 10 councils\.$/,
  );
  expect(turnover).toMatch(/^Turnover about 1\d\.\d% on 31 March 2023: /);
  expect(forecastBasisInWords(input.forecast)).toBe(
    'vacancies at the start and of 4 years before, turnover of 5 years, no agency rate, and England’s figures of 2017 to 2023 (DfE)',
  );
  expect(trackRecordSentence()).toBe(
    'For English councils, forecasts like this missed vacancies by 4.7 percentage points on average after one year and 6.4 after two; the 8-in-10 range held 81% and 81% of what came.',
  );
});
