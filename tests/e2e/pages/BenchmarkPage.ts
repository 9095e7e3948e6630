/** Benchmark, and Why do these differ, as a director finds them. */
import type { Locator, Page } from 'playwright-core';

export class BenchmarkPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(): Promise<void> {
    await this.page.getByRole('navigation').getByRole('link', { name: 'Benchmark' }).click();
    await this.page.getByRole('heading', { name: 'Benchmark', level: 1 }).waitFor();
  }

  async openDiffer(query = ''): Promise<void> {
    await this.page.goto(new URL(`/#/benchmark/differ${query}`, this.page.url()).href);
    await this.atDiffer();
  }

  async atDiffer(): Promise<void> {
    await this.page.getByRole('heading', { name: 'Why do these differ?', level: 1 }).waitFor();
  }

  get dialog(): Locator {
    return this.page.getByRole('dialog').first();
  }

  async press(name: string | RegExp, within: Page | Locator = this.page): Promise<void> {
    await within.getByRole('button', { name, exact: typeof name === 'string' }).click();
  }

  /** Gives the import dialog a file. */
  async give(name: string, content: string): Promise<void> {
    await this.dialog
      .locator('input[type="file"]')
      .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) });
  }

  /** Types into a list that can be searched, and takes what it finds, by keyboard alone. */
  async find(label: string, ...names: string[]): Promise<void> {
    await this.dialog.getByLabel(label, { exact: true }).focus();
    await this.page.keyboard.press('Enter');
    const list = this.page.getByRole('listbox');
    await list.waitFor();
    for (const name of names) {
      await this.page.keyboard.press('Control+A');
      await this.page.keyboard.type(name);
      await this.page.getByRole('option', { name, exact: true }).waitFor();
      await this.page.keyboard.press('Enter');
    }
    // A list of one choice closes by itself: Escape would then close the dialog.
    if (label !== 'Your authority') await this.page.keyboard.press('Escape');
    await list.waitFor({ state: 'detached' });
  }

  async choose(label: string, option: string | RegExp): Promise<void> {
    await this.page.getByRole('combobox', { name: label, exact: true }).click();
    await this.page.getByRole('option', { name: option }).click();
    await this.page.getByRole('listbox').waitFor({ state: 'detached' });
  }

  /** What a row of a table says, as one line. */
  async row(words: string | RegExp): Promise<string> {
    const row = this.page.getByRole('main').getByRole('row').filter({ hasText: words }).first();
    return (await row.innerText()).replace(/\s+/g, ' ').trim();
  }

  chart(title: string | RegExp): Locator {
    return this.page.getByRole('figure', { name: title });
  }

  /** Moves along a chart by keyboard, and gives what is read out at the end. */
  async read(title: string | RegExp, ...keys: string[]): Promise<string> {
    const chart = this.chart(title).getByRole('application');
    await chart.focus();
    for (const key of keys) await this.page.keyboard.press(key);
    return chart.locator('[aria-live]').innerText();
  }

  text(words: string | RegExp): Locator {
    return this.page.getByRole('main').getByText(words).first();
  }
}
