/** The History page: entries by their words. */
import type { Locator, Page } from 'playwright-core';

export class HistoryPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(): Promise<void> {
    await this.page.getByRole('link', { name: 'History', exact: true }).click();
    await this.page.getByRole('heading', { name: 'History', level: 1 }).waitFor();
    await this.page
      .getByRole('listitem')
      .filter({ has: this.page.locator('time') })
      .first()
      .waitFor();
  }

  /** Entries that have these words, newest first. */
  entries(words: string | RegExp): Locator {
    return this.page
      .getByRole('listitem')
      .filter({ has: this.page.locator('time') })
      .filter({ hasText: words });
  }
}
