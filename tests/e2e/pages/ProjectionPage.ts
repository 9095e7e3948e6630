/** The Projection page as a person finds it. */
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** A run of 10,000 futures on a busy machine. */
const RUN_MS = 30_000;

export class ProjectionPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(): Promise<void> {
    await this.page.getByRole('link', { name: 'Projection' }).first().click();
    await this.page.getByRole('heading', { name: 'Projection', level: 1 }).waitFor();
    await this.settled();
  }

  /** Waits until the answers belong to the assumptions beside them. */
  async settled(): Promise<void> {
    await this.working.waitFor({ state: 'hidden', timeout: RUN_MS });
    await this.page
      .getByRole('heading', { name: 'Forecast', level: 2 })
      .waitFor({ timeout: RUN_MS });
  }

  /** Does something that changes the answers, and waits until they have followed. */
  async following(change: () => Promise<void>): Promise<void> {
    const before = await this.line();
    await change();
    await expect.poll(() => this.line(), { timeout: RUN_MS }).not.toBe(before);
    await this.settled();
  }

  get working(): Locator {
    return this.page.getByText('Working…', { exact: true });
  }

  /** "As at 12 November 2021: 40 of 319 posts vacant · …", what the answers were made from. */
  async line(): Promise<string> {
    return (await this.page.getByText(/^As at .* simulated futures/).textContent()) ?? '';
  }

  /** One of the two statements, by its heading. */
  statement(which: 'Forecast' | 'Arithmetic: if the plan holds'): Locator {
    return this.page.getByRole('region', { name: which, exact: true });
  }

  /** The chance as a statement shows it, in percent. */
  async chance(which: 'Forecast' | 'Arithmetic: if the plan holds'): Promise<number> {
    const shown = this.statement(which)
      .getByText(/^(more than |less than )?\d+%$/)
      .first();
    return Number(/(\d+)%/.exec((await shown.textContent()) ?? '')?.[1]);
  }

  /** What the table of recruits needed says in a row: both ways of counting. */
  async needed(level: '50%' | '80%' | '90%'): Promise<string[]> {
    return this.page
      .getByRole('region', { name: 'Recruits by chance' })
      .getByRole('row', { name: new RegExp(`^${level}`) })
      .getByRole('cell')
      .allInnerTexts();
  }

  planned(): Locator {
    return this.page.getByText(/^Planned: \d+\.$/);
  }

  get leaverRate(): Locator {
    return this.page.getByRole('slider', { name: 'Leaver rate, slider' });
  }

  recruits(route: string, year: string): Locator {
    return this.page.getByLabel(`${route}, ${year}, people`);
  }

  get scenario(): Locator {
    return this.page.getByLabel('Scenario', { exact: true });
  }

  async saveScenario(name: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Save as scenario' }).click();
    await this.page.getByRole('textbox', { name: 'Name' }).fill(name);
    await this.page.keyboard.press('Enter');
    await this.page.getByRole('dialog').waitFor({ state: 'hidden' });
  }

  async loadScenario(name: string): Promise<void> {
    await this.scenario.click();
    await this.page.getByRole('option', { name }).click();
  }

  /** Unfolds every part of the assumptions and the notes. */
  async unfoldAll(): Promise<void> {
    const folded = this.page.locator('details:not([open]) > summary');
    for (let left = await folded.count(); left > 0; left -= 1) await folded.first().press('Enter');
  }
}
