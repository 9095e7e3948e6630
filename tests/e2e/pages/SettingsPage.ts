/** The Settings page, section by section. */
import type { Locator, Page } from 'playwright-core';
import { notice } from './notices.ts';

export class SettingsPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(): Promise<void> {
    await this.page.getByRole('link', { name: 'Settings', exact: true }).click();
    await this.page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor();
  }

  section(title: string): Locator {
    return this.page.getByRole('region', { name: title, exact: true });
  }

  field(label: string): Locator {
    return this.page.getByRole('textbox', { name: label, exact: true });
  }

  /** Types into a field and saves its section. */
  async change(label: string, words: string): Promise<void> {
    await this.field(label).fill(words);
    await this.page.getByRole('button', { name: 'Save changes' }).click();
    await notice(this.page, /^Saved/)
      .first()
      .waitFor();
  }

  async addRoute(name: string): Promise<void> {
    const dialog = this.page.getByRole('dialog');
    await this.section('Recruitment routes').getByRole('button', { name: 'Add a route' }).click();
    await dialog.getByLabel('Route name').fill(name);
    await this.page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
  }

  routes(): Promise<string[]> {
    return this.section('Recruitment routes')
      .getByRole('button', { name: /^Rename / })
      .evaluateAll((buttons) =>
        buttons.map((button) => button.getAttribute('aria-label')?.replace('Rename ', '') ?? ''),
      );
  }
}
