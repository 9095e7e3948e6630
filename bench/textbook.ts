/**
 * The projection as a textbook would write it, for comparison: one random number for
 * every person in post every month, the platform's generator, sorting for quantiles.
 * The same model: one beta leaver rate a year shared by all, leavers before starts.
 */

export interface TextbookInput {
  inPost: number;
  establishment: number;
  leaverRate: number;
  correlation: number;
  /** By month: the share of it covered, its projection year and the starts in it. */
  months: { share: number; year: number; starts: number }[];
  paths: number;
}

function normal(): number {
  return Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random());
}

/** Marsaglia and Tsang's method, for shapes of 1 and more. */
function gamma(shape: number): number {
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal();
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - Math.random()) < (x * x) / 2 + d - d * v + d * Math.log(v)) {
      return d * v;
    }
  }
}

function betaRate(mean: number, correlation: number): number {
  const size = 1 / correlation - 1;
  const a = gamma(mean * size);
  return a / (a + gamma((1 - mean) * size));
}

/** P10, P50 and P90 of the vacancy rate at the end of each month. */
export function textbookProjection(input: TextbookInput): number[][] {
  const rates: number[][] = input.months.map(() => []);
  for (let path = 0; path < input.paths; path++) {
    const years: number[] = [];
    let people = input.inPost;
    input.months.forEach(({ share, year, starts }, month) => {
      const rate = (years[year] ??= betaRate(input.leaverRate, input.correlation));
      let leavers = 0;
      for (let person = 0; person < people; person++) {
        if (Math.random() < (rate / 12) * share) leavers++;
      }
      people += starts - leavers;
      rates[month]?.push((input.establishment - people) / input.establishment);
    });
  }
  return rates.map((month) => {
    month.sort((a, b) => a - b);
    return [0.1, 0.5, 0.9].map((share) => month[Math.round((month.length - 1) * share)] ?? NaN);
  });
}
