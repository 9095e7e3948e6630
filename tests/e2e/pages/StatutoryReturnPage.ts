/** The Statutory return page as a workforce lead finds it. */
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';

export class StatutoryReturnPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(): Promise<void> {
    await this.page.goto(new URL('/#/workforce/return', this.page.url()).href);
    await this.page.getByRole('heading', { name: 'Statutory return', level: 1 }).waitFor();
  }

  async tab(name: RegExp): Promise<void> {
    await this.page.getByRole('tab', { name }).click();
    await this.page.getByRole('tabpanel', { name }).waitFor();
  }

  async choose(label: string, option: string, within: Page | Locator = this.page): Promise<void> {
    await within.getByRole('combobox', { name: label }).click();
    await this.page.getByRole('option', { name: option, exact: true }).click();
  }

  /** What a part of the page says, as one line. */
  async part(name: string): Promise<string> {
    const part = this.page.getByRole('region', { name, exact: true });
    return (await part.first().innerText()).replace(/\s+/g, ' ');
  }

  button(name: string | RegExp): Locator {
    return this.page
      .getByRole('main')
      .getByRole('button', { name, exact: typeof name === 'string' });
  }

  get panel(): Locator {
    return this.page.getByRole('dialog');
  }

  text(words: string | RegExp): Locator {
    return this.page.getByRole('main').getByText(words).first();
  }

  /** The file that pressing a button saves: its name and text. */
  async saved(button: string | RegExp): Promise<{ name: string; text: string }> {
    const coming = this.page.waitForEvent('download');
    await this.button(button).click();
    const file = await coming;
    return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') };
  }

  async width(): Promise<number> {
    return this.page.evaluate(() => document.documentElement.scrollWidth);
  }
}
