/** The Cohorts tab of the ASYE page as an academy coordinator finds it. */
import type { Locator, Page } from 'playwright-core';

export class CohortsPage {
  readonly page: Page;
  readonly dialog: Locator;

  constructor(page: Page) {
    this.page = page;
    this.dialog = page.getByRole('dialog');
  }

  async open(): Promise<void> {
    await this.page.goto(new URL('/#/asye?tab=cohorts', this.page.url()).href);
    await this.page.getByRole('heading', { name: 'ASYE', level: 1 }).waitFor();
    await this.page.getByRole('tabpanel', { name: 'Cohorts' }).waitFor();
  }

  /** A cohort's row of the list, as one line. */
  async listed(cohort: string): Promise<string> {
    const row = this.page.getByRole('region', { name: 'Table of cohorts' }).getByRole('row', {
      name: new RegExp(`^${cohort}`),
    });
    return (await row.innerText()).replace(/\s+/g, ' ');
  }

  async openCohort(name: string): Promise<void> {
    await this.page.getByRole('button', { name, exact: true }).click();
    await this.page.getByRole('heading', { name, level: 2 }).waitFor();
  }

  async back(): Promise<void> {
    await this.page.getByRole('button', { name: 'All cohorts' }).click();
    await this.page.getByRole('heading', { name: 'Cohorts', level: 2 }).waitFor();
  }

  member(name: string): Locator {
    const table = this.page.getByRole('region', { name: 'Table of members' });
    return table
      .getByRole('row')
      .filter({ has: this.page.getByRole('button', { name, exact: true }) });
  }

  /** Chooses one of a member's actions, with the keyboard alone. */
  async act(member: string, action: string): Promise<void> {
    await this.page.getByRole('button', { name: `Actions for ${member}` }).press('Enter');
    const item = this.page.getByRole('menuitem', { name: action });
    await item.waitFor();
    for (let step = 0; step < 6; step += 1) {
      if (await item.evaluate((one) => one === document.activeElement)) break;
      await this.page.keyboard.press('ArrowDown');
    }
    await this.page.keyboard.press('Enter');
    await this.dialog.waitFor();
  }

  /** Types a day, a month and a year. */
  async type(legend: string, date: string): Promise<void> {
    const group = this.dialog.getByRole('group', { name: legend });
    const parts = date.split(' ');
    for (const [index, label] of ['Day', 'Month', 'Year'].entries()) {
      await group.getByLabel(label).fill(parts[index] ?? '');
    }
  }

  async choose(label: string, option: string): Promise<void> {
    await this.dialog.getByRole('combobox', { name: label, exact: true }).click();
    await this.page.getByRole('option', { name: option, exact: true }).click();
  }

  async chooseTeam(option: string): Promise<void> {
    await this.dialog.getByLabel('Team', { exact: true }).click();
    await this.page.getByRole('option', { name: option }).click();
  }

  /** Presses a button of the dialog, and waits until it is done. */
  async save(name: string): Promise<void> {
    await this.dialog.getByRole('button', { name, exact: true }).click();
    await this.dialog.waitFor({ state: 'detached' });
  }

  async width(): Promise<number> {
    return this.page.evaluate(() => document.documentElement.scrollWidth);
  }
}
