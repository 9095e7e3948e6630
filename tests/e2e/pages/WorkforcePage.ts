/** The Workforce page as a workforce lead finds it. */
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';

type Tab = 'People' | 'Movements' | 'Measures';

export class WorkforcePage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(): Promise<void> {
    await this.page.goto(new URL('/#/workforce', this.page.url()).href);
    await this.page.getByRole('heading', { name: 'Workforce', level: 1 }).waitFor();
  }

  async tab(name: Tab): Promise<void> {
    await this.page.getByRole('tab', { name }).click();
    await this.page.getByRole('tabpanel', { name }).waitFor();
  }

  get panel(): Locator {
    return this.page.getByRole('dialog');
  }

  person(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  async openPerson(name: string): Promise<void> {
    await this.person(name).click();
    await this.panel.waitFor();
  }

  /** Presses a button of the panel. */
  async press(name: string | RegExp): Promise<void> {
    await this.panel.getByRole('button', { name, exact: typeof name === 'string' }).click();
  }

  /** Types a day, a month and a year. */
  async type(legend: string, date: string): Promise<void> {
    const group = this.panel.getByRole('group', { name: legend });
    const parts = date.split(' ');
    for (const [index, label] of ['Day', 'Month', 'Year'].entries()) {
      await group.getByLabel(label).fill(parts[index] ?? '');
    }
  }

  async choose(label: string, option: string, within: Page | Locator = this.panel): Promise<void> {
    await within.getByRole('combobox', { name: label }).click();
    await this.page.getByRole('option', { name: option, exact: true }).click();
  }

  async chooseTeam(option: string): Promise<void> {
    await this.panel.getByLabel('Team').click();
    await this.page.getByRole('option', { name: option }).click();
  }

  notice(words: string | RegExp): Locator {
    return this.page.getByRole('alert').filter({ hasText: words }).first();
  }

  /** Sets the date of the measures. */
  async asAt(date: string): Promise<void> {
    const field = this.page.getByRole('textbox', { name: 'Day looked at' });
    await field.fill(date);
    await field.press('Enter');
    await this.page.getByRole('heading', { name: `At ${date}` }).waitFor();
  }

  /** What a measure says, as one line. */
  async measure(name: string): Promise<string> {
    const card = this.page.getByRole('region', { name, exact: true });
    return (await card.innerText()).replace(/\s+/g, ' ');
  }

  /** A cell of the monthly table that opens: "Leavers, September 2024: 1". */
  movement(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  async width(): Promise<number> {
    return this.page.evaluate(() => document.documentElement.scrollWidth);
  }

  /** The file that pressing a button of the panel saves. */
  async saved(button: string): Promise<string> {
    const coming = this.page.waitForEvent('download');
    await this.press(button);
    return readFile(await (await coming).path(), 'utf8');
  }
}
