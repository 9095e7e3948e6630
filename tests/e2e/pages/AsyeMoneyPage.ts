/** The Payments and Retention tabs of the ASYE page as an academy coordinator finds them. */
import { readFile } from 'node:fs/promises';
import type { Download, Locator, Page } from 'playwright-core';

type Tab = 'Payments' | 'Retention';

export class AsyeMoneyPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(tab: Tab): Promise<void> {
    const address = `/#/asye?tab=${tab.toLowerCase()}`;
    await this.page.goto(new URL(address, this.page.url()).href);
    await this.page.getByRole('tabpanel', { name: tab }).waitFor();
  }

  async tab(name: Tab): Promise<void> {
    await this.page.getByRole('tab', { name }).click();
    await this.page.getByRole('tabpanel', { name }).waitFor();
  }

  get dialog(): Locator {
    return this.page.getByRole('dialog');
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name });
  }

  async choose(label: string, option: string): Promise<void> {
    await this.page.getByRole('combobox', { name: label }).click();
    await this.page.getByRole('option', { name: option, exact: true }).click();
    await this.page.getByRole('listbox').waitFor({ state: 'detached' });
  }

  private totalOf(standing: string): Locator {
    return this.page
      .getByRole('listitem')
      .filter({ has: this.page.getByRole('heading', { name: standing, exact: true }) });
  }

  /** What stands under a standing: "To claim £9,000 9 payments …". */
  async total(standing: string): Promise<string> {
    return (await this.totalOf(standing).innerText()).replace(/\s+/g, ' ');
  }

  /** Waits until a standing has come to an amount: "£24,000". */
  async comesTo(standing: string, amount: string): Promise<void> {
    await this.totalOf(standing).getByText(amount, { exact: true }).waitFor();
  }

  /** The lines of the table whose words hold these. */
  rows(words: string | RegExp): Locator {
    return this.page
      .getByRole('region', { name: 'Payments by member' })
      .getByRole('row')
      .filter({ hasText: words });
  }

  async type(legend: string, date: string): Promise<void> {
    const group = this.dialog.getByRole('group', { name: legend });
    const parts = date.split(' ');
    for (const [index, label] of ['Day', 'Month', 'Year'].entries()) {
      await group.getByLabel(label).fill(parts[index] ?? '');
    }
  }

  async press(name: string | RegExp): Promise<void> {
    await this.dialog.getByRole('button', { name, exact: typeof name === 'string' }).click();
  }

  get chart(): Locator {
    return this.page.getByRole('figure', { name: 'Still here, month by month' });
  }

  /** Moves along the chart by keyboard, and gives what is read out at the end. */
  async read(...keys: string[]): Promise<string> {
    const chart = this.chart.getByRole('application');
    await chart.focus();
    for (const key of keys) await this.page.keyboard.press(key);
    return chart.locator('[aria-live]').innerText();
  }

  /** A group's line of the table of shares, as one line. */
  async share(group: string): Promise<string> {
    const table = this.page.getByRole('region', { name: 'Share still here, by group' });
    const row = table.getByRole('row').filter({
      has: this.page.getByRole('rowheader', { name: group, exact: true }),
    });
    return (await row.innerText()).replace(/\s+/g, ' ');
  }

  /** The file that an action saves. */
  async saved(action: () => Promise<void>): Promise<{ name: string; text: string }> {
    const coming = this.page.waitForEvent('download');
    await action();
    const download: Download = await coming;
    return {
      name: download.suggestedFilename(),
      text: await readFile(await download.path(), 'utf8'),
    };
  }

  /** Saves the chart as one of its files. */
  async savedChart(kind: 'Drawing (SVG)' | 'Figures (CSV)'): Promise<string> {
    const { text } = await this.saved(async () => {
      await this.chart.getByRole('button', { name: /^Download/ }).click();
      await this.page.getByRole('menuitem', { name: kind }).click();
    });
    return text;
  }
}
