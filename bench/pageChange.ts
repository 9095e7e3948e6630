/** How long a page of the app takes to be there, and the least it could take. */
import type { Page } from 'playwright-core';
import { median } from './row.ts';

/** The least a page change can cost: two frames of the browser drawing nothing new. */
export function twoFrames(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const start = performance.now();
        requestAnimationFrame(() =>
          requestAnimationFrame(() => resolve(performance.now() - start)),
        );
      }),
  );
}

/**
 * Milliseconds from choosing a page to it being drawn and shown.
 *
 * @param shown - what is on the page once it is drawn, and how many of them there are at least
 */
export function pageChange(
  page: Page,
  hash: string,
  shown: { selector: string; count: number },
): Promise<number> {
  return page.evaluate(
    ({ hash: to, selector, count }) =>
      new Promise<number>((resolve) => {
        const start = performance.now();
        location.hash = to;
        const look = () => {
          if (document.querySelectorAll(selector).length < count) {
            return void requestAnimationFrame(look);
          }
          requestAnimationFrame(() => resolve(performance.now() - start));
        };
        requestAnimationFrame(look);
      }),
    { hash, ...shown },
  );
}

/** The same, from History each time: the median of some changes. */
export function changesFromHistory(
  page: Page,
  times: number,
  ...change: [hash: string, shown: { selector: string; count: number }]
): Promise<number> {
  return medianOf(times, async () => {
    await page.evaluate(() => (location.hash = '#/history'));
    await page.getByRole('heading', { level: 1, name: 'History' }).waitFor();
    return pageChange(page, ...change);
  });
}

export async function medianOf(times: number, measure: () => Promise<number>): Promise<number> {
  const found: number[] = [];
  for (let index = 0; index < times; index += 1) found.push(await measure());
  return median(found);
}
