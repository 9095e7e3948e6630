/** The Import page, step by step, as a workforce lead finds it. */
import type { Locator, Page } from 'playwright-core';

export class ImportPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(): Promise<void> {
    await this.page.goto(new URL('/#/workforce/import', this.page.url()).href);
    await this.page.getByRole('heading', { name: 'Import posts or people', level: 1 }).waitFor();
  }

  /** Chooses a file and waits until it is read. */
  async choose(name: string, content: string): Promise<void> {
    await this.page
      .locator('input[type="file"]')
      .setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(content) });
  }

  /** Waits for a step by its heading. */
  async at(heading: string): Promise<void> {
    await this.page.getByRole('heading', { name: heading, level: 2 }).waitFor();
  }

  async press(name: string | RegExp): Promise<void> {
    await this.page
      .getByRole('main')
      .getByRole('button', { name, exact: typeof name === 'string' })
      .click();
  }

  /** Says which column holds a field. */
  async column(field: string, heading: RegExp): Promise<void> {
    const select = this.page.getByLabel(field, { exact: true });
    const option = select.locator('option').filter({ hasText: heading });
    await select.selectOption((await option.getAttribute('value')) ?? '');
  }

  /** What a row of a table says, as one line. */
  async row(words: string | RegExp): Promise<string> {
    const row = this.page.getByRole('row').filter({ hasText: words }).first();
    return (await row.innerText()).replace(/\s+/g, ' ').trim();
  }

  text(words: string | RegExp): Locator {
    return this.page.getByRole('main').getByText(words).first();
  }
}
