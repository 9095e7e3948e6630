/** A director reads the sample of published figures, takes a chart into a paper, and prints a page. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OverviewPage } from './pages/OverviewPage.ts';
import { expectAccessible, openApp, openBrowser } from './support/browser.ts';

const VACANCY_CHART = 'Vacancy rate by year';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
});

async function openOverview(options: Parameters<typeof openApp>[1] = {}) {
  const { page } = await openApp(browser, { wire: 'bridge', ...options });
  const overview = new OverviewPage(page);
  await overview.open();
  return { page, overview };
}

describe('the Overview page', () => {
  it('tells how things stand, against target and the year before', async () => {
    const { page, overview } = await openOverview();

    const rate = await overview.says('Vacancy rate');
    expect(rate).toMatch(/12\.5% Not rated: no target for this year/);
    expect(rate).toContain('Down from 15.2% in 2020-21');
    expect(rate).toContain('Reported at 12 November 2021.');
    const recruits = await overview.says('Recruits');
    expect(recruits).toContain('45 of 50 +16 in progress');
    expect(recruits).toMatch(/In progress: 45 of 50, 62% of the year gone/);
    expect(await overview.says('Agency')).toMatch(/tbc .*“agency staff currently below 20%”/);

    // A whole year is rated, and what is not known next year is never a zero.
    await overview.review('2020-21');
    expect(await overview.says('Recruits')).toContain('64 of 45 On target');
    await overview.review('2022-23');
    expect(await overview.says('Vacancies')).toMatch(/^Vacancies tbc/);
    expect(await overview.chart('Recruits by route, 2022-23').isVisible()).toBe(true);

    // What does not add up is a click away, and leads to Targets.
    await page.getByRole('button', { name: /things to check/ }).click();
    const things = page.getByRole('dialog');
    expect(await things.innerText()).toContain('The routes add up to 45. The stated total is 38.');
    await things.getByRole('link', { name: /Targets/ }).click();
    await page.getByRole('heading', { name: 'Targets', level: 1 }).waitFor();
  });

  it('shows each chart as points, a table and files', async () => {
    const { overview } = await openOverview({ acceptDownloads: true });

    expect(await overview.read(VACANCY_CHART, 'ArrowRight')).toMatch(/^2017-18: 39\.5%/);
    expect(await overview.read(VACANCY_CHART, 'End')).toMatch(
      /^2021-22: 12\.5%, at 12 November 2021, reported/,
    );
    expect(await overview.read(VACANCY_CHART, 'ArrowDown', 'End')).toMatch(/^2022-23: target 10%/);

    const csv = await overview.download(VACANCY_CHART, 'Figures (CSV)');
    expect(csv.name).toMatch(/^Vacancy rate by year.*\.csv$/);
    expect(csv.content.toString('utf8')).toContain('2020-21,15.2,,31 March 2021,Reported');
    const svg = (await overview.download(VACANCY_CHART, 'Drawing (SVG)')).content.toString('utf8');
    for (const words of ['Vacancy rate by year', '15.2%', 'Target 10%', 'As at 31 March 2018']) {
      expect(svg).toContain(words);
    }
    const png = (await overview.download(VACANCY_CHART, 'Picture (PNG)')).content;
    expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
    // Twice the chart's own size, for print.
    expect(png.readUInt32BE(16)).toBe(1920);

    const table = await overview.showAsTable(VACANCY_CHART);
    const next = table.getByRole('row', { name: /^2022-23/ });
    expect(await next.getByRole('cell').allInnerTexts()).toEqual(
      expect.arrayContaining(['not known', '10%']),
    );
  });

  it('bridges one year to the next, and says what is not explained', async () => {
    const { page, overview } = await openOverview();
    const last = overview.chart('From 50 to 40 vacancies, 2020-21 to 2021-22');
    expect(await last.innerText()).toContain('7 of the movement is not explained');
    expect(await last.innerText()).toContain('no change in establishment is recorded');

    await overview.chooseStep('2019-20 to 2020-21');
    const before = overview.chart('From 77 to 50 vacancies, 2019-20 to 2020-21');
    await before.waitFor();
    expect(await before.innerText()).toContain('37 people left and 64 were recruited');
    await before.getByRole('button', { name: 'Show as table' }).click();
    const change = page.getByRole('row', { name: /^Change in establishment/ });
    expect(await change.innerText()).toContain('not recorded');
  });

  it('prints to one A4 page, from a dark screen too', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page, overview } = await openOverview({ colorScheme });
      const { pages } = await overview.print();
      expect(pages).toBe(1);
      // The screen is as it was.
      const dark = await page.evaluate(() => document.documentElement.classList.contains('dark'));
      expect(dark).toBe(colorScheme === 'dark');
    }
  });

  it.each(['light', 'dark'] as const)('is accessible in %s, charts and tables', async (theme) => {
    const { page, overview } = await openOverview({ colorScheme: theme });
    await expectAccessible(page);
    await overview.showAsTable('Recruits by route, 2021-22');
    await overview.review('2020-21');
    await expectAccessible(page);
    await page.getByRole('button', { name: /things to check/ }).click();
    await page.getByRole('dialog').waitFor();
    await expectAccessible(page);
  });

  it('reflows at 320 pixels without scrolling sideways', async () => {
    const { page } = await openOverview({ viewport: { width: 320, height: 800 } });
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBe(320);
  });
});
