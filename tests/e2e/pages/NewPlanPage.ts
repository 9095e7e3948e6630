/** The New plan page, walked by keyboard. */
import type { Locator, Page } from 'playwright-core';

/** More stops than any page has. */
const MOST_TABS = 80;

export class NewPlanPage {
  readonly page: Page;
  readonly summary: Locator;

  constructor(page: Page) {
    this.page = page;
    this.summary = page.getByRole('alert', { name: 'There is a problem' });
  }

  async open(): Promise<void> {
    await this.page.getByRole('link', { name: 'Plans', exact: true }).click();
    await this.page.getByRole('link', { name: 'New plan' }).click();
    await this.page.getByRole('heading', { name: 'New plan', level: 1 }).waitFor();
  }

  /** Presses Tab until something has the focus. */
  async tabTo(target: Locator): Promise<void> {
    await target.waitFor();
    for (let presses = 0; presses < MOST_TABS; presses += 1) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      await this.page.keyboard.press('Tab');
    }
    throw new Error('Tab never gets there.');
  }

  /** Goes to a field by Tab and types into it. */
  async type(label: string, words: string): Promise<void> {
    await this.tabTo(this.page.getByLabel(label, { exact: true }));
    await this.page.keyboard.type(words);
  }

  async press(name: string, key: 'Enter' | ' ' = 'Enter'): Promise<void> {
    await this.tabTo(this.page.getByRole('button', { name, exact: true }));
    await this.page.keyboard.press(key === ' ' ? 'Space' : 'Enter');
  }

  /** The routes in their order. */
  routes(): Promise<string[]> {
    return this.page
      .getByRole('textbox', { name: /^Route \d+$/ })
      .evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value));
  }
}
