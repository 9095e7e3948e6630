/** A workforce lead asks how likely 10% vacancies is, on the sample of published figures. */
import type { Browser } from 'playwright-core';
import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { ProjectionPage } from './pages/ProjectionPage.ts';
import { expectAccessible, openApp, openBrowser } from './support/browser.ts';
import { seedEmptyPlan } from './support/emptyPlan.ts';

const PLAN_HOLDS = 'Arithmetic: if the plan holds';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
});

async function openProjection(options: Parameters<typeof openApp>[1] = {}) {
  const { page } = await openApp(browser, options);
  const projection = new ProjectionPage(page);
  await projection.open();
  return { page, projection };
}

describe('the Projection page', () => {
  it('answers from the latest figures, and the answers follow what is changed', async () => {
    const { page, projection } = await openProjection();

    expect(await projection.line()).toMatch(/^As at 12 November 2021: 40 of 319 posts vacant/);
    const period = page.getByText('12 November 2021 to 31 October 2023, month by month').first();
    expect(await period.isVisible()).toBe(true);
    const heading = 'Chance of vacancies at 10% or less by 31 March 2023';
    expect(await page.getByRole('heading', { name: heading }).isVisible()).toBe(true);
    const forecast = await projection.chance('Forecast');
    const first = await projection.chance(PLAN_HOLDS);
    // If all starts happen it is likely; councils like this one have not gone that way.
    expect(first).toBeGreaterThan(50);
    expect(forecast).toBeLessThan(50);
    const words = projection.statement('Forecast');
    await words
      .getByText(/a range that covers 8 in 10 councils\.$/)
      .first()
      .waitFor();
    await words.getByText(/missed vacancies by 4\.7 percentage points on average/).waitFor();

    // The leaver rate by keyboard: half a point a press.
    await projection.leaverRate.focus();
    await projection.following(async () => {
      for (let press = 0; press < 4; press += 1) await page.keyboard.press('ArrowRight');
    });
    expect(await projection.leaverRate.getAttribute('aria-valuetext')).toBe('14.5% a year');
    const second = await projection.chance(PLAN_HOLDS);
    expect(second).toBeLessThan(first);

    // More recruits: more planned, fewer short of what is needed, and a better chance. The
    // forecast hardly moves.
    await expect.poll(() => projection.planned().textContent()).toBe('Planned: 46.');
    expect((await projection.needed('80%'))[0]).toMatch(/more than planned$/);
    await projection.following(() => projection.recruits('ASYE', '2022-23').fill('40'));
    await expect.poll(() => projection.planned().textContent()).toBe('Planned: 66.');
    expect((await projection.needed('50%'))[0]).toMatch(/fewer than planned$/);
    expect(await projection.chance(PLAN_HOLDS)).toBeGreaterThan(second);
    expect(Math.abs((await projection.chance('Forecast')) - forecast)).toBeLessThan(15);

    // What is not known is named, is a way to its field, and no chance is made of it.
    await projection.following(() => projection.recruits('ASYE', '2022-23').fill(''));
    const missing = projection.statement(PLAN_HOLDS).getByRole('button', { name: 'ASYE, 2022-23' });
    await missing.click();
    const field = projection.recruits('ASYE', '2022-23');
    expect(await field.evaluate((input) => input === document.activeElement)).toBe(true);
    await projection
      .statement(PLAN_HOLDS)
      .getByText(/leavers are taken as replaced/)
      .waitFor();
    expect(await projection.chance('Forecast')).toBeGreaterThan(0);
  });

  it('says of an empty plan what is missing, each with its page', async () => {
    const data = await seedEmptyPlan();
    onTestFinished(() => rm(data, { recursive: true, force: true }));
    const { page } = await openApp(browser, { data });
    await page.getByRole('link', { name: 'Projection' }).first().click();
    await page.getByRole('link', { name: 'Enter Establishment on Targets' }).waitFor();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Enter Vacancies on Targets' }).click();
    await page.getByRole('heading', { name: 'Targets', level: 1 }).waitFor();
  });

  it('keeps changes while looking elsewhere, and saves, loads and removes a scenario', async () => {
    const { page, projection } = await openProjection();
    const own = await projection.line();

    await projection.following(() => projection.recruits('ASYE', '2022-23').fill('40'));
    expect(await page.getByText('Changed, not saved.').isVisible()).toBe(true);
    const changed = await projection.line();
    await page.getByRole('link', { name: 'Targets' }).first().click();
    await page.getByRole('heading', { name: 'Targets', level: 1 }).waitFor();
    await projection.open();
    expect(await projection.line()).toBe(changed);

    await projection.saveScenario('More newly qualified');
    await page.getByText('As saved.').waitFor();
    await projection.following(() =>
      page.getByRole('button', { name: 'Reset to the plan’s figures' }).click(),
    );
    expect(await projection.line()).toBe(own);

    await page.reload();
    await projection.settled();
    expect(await projection.line()).toBe(own);
    await projection.following(() => projection.loadScenario('More newly qualified'));
    expect(await projection.line()).toBe(changed);
    expect(await projection.recruits('ASYE', '2022-23').inputValue()).toBe('40');

    await page.getByRole('button', { name: 'Remove the scenario “More newly qualified”' }).click();
    await page.getByText('has been removed; not saved').waitFor();
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await page.getByText('As saved.').waitFor();
  });

  it('keeps the last good answers beside what it cannot read, and can be cancelled', async () => {
    const { page, projection } = await openProjection();
    const before = await projection.line();

    await projection.recruits('ASYE', '2022-23').fill('lots');
    const problem = page.getByText(
      'ASYE, 2022-23: Enter a whole number from 0 to 1,000, or leave it empty while it is not known.',
    );
    await problem.waitFor();
    expect(
      await page.getByText('The answers below are from the last that could.').isVisible(),
    ).toBe(true);
    expect(await projection.line()).toBe(before);
    await projection.recruits('ASYE', '2022-23').fill('20');
    await problem.waitFor({ state: 'hidden' });

    await projection.recruits('ASYE', '2022-23').fill('21');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText('The answers below are from earlier assumptions.').waitFor();
    expect(await projection.line()).toBe(before);
    await projection.following(() => page.getByRole('button', { name: 'Work it out' }).click());
    expect(await projection.line()).toContain('47 recruits to come, others not entered');
  });

  it.each(['light', 'dark'] as const)(
    'is accessible with everything unfolded, %s',
    async (scheme) => {
      const { page, projection } = await openProjection({ colorScheme: scheme });
      await projection.unfoldAll();
      await expectAccessible(page);
    },
  );

  it('shows inputs and answers side by side at 1280 by 800, and reflows at 320', async () => {
    const { page, projection } = await openProjection();
    const rate = await projection.leaverRate.boundingBox();
    const chance = await page.getByRole('heading', { name: /^Chance of/ }).boundingBox();
    expect(rate && rate.y + rate.height).toBeLessThan(800);
    expect(chance && chance.y).toBeLessThan(800);

    await page.setViewportSize({ width: 320, height: 800 });
    await expect
      .poll(() => page.evaluate(() => document.documentElement.scrollWidth))
      .toBeLessThanOrEqual(320);
  });
});
