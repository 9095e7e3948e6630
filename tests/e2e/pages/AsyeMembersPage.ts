/** A member's record, the assessors and the programmes, as an academy coordinator finds them. */
import type { Locator, Page } from 'playwright-core';

export class AsyeMembersPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Opens a tab of the ASYE page as at a day. */
  async open(tab: 'assessors' | 'programmes', asAt: string): Promise<void> {
    await this.page.goto(new URL(`/#/asye?tab=${tab}`, this.page.url()).href);
    await this.page.getByRole('heading', { name: 'ASYE', level: 1 }).waitFor();
    const date = this.page.getByRole('textbox', { name: 'Day shown' });
    await date.fill(asAt);
    await date.press('Enter');
  }

  get panel(): Locator {
    return this.page.getByRole('dialog');
  }

  async openMember(name: string): Promise<void> {
    await this.page.getByRole('button', { name, exact: true }).click();
    await this.panel.getByRole('heading', { name, level: 2 }).waitFor();
  }

  async press(name: string, within: Locator = this.panel): Promise<void> {
    await within.getByRole('button', { name, exact: true }).click();
  }

  /** Waits for a message; behind the open panel it is hidden from roles. */
  async said(words: RegExp): Promise<void> {
    await this.page.getByText(words).first().waitFor();
  }

  /** Waits until the messages have gone by themselves. */
  async noticesGone(): Promise<void> {
    await this.page.waitForFunction(
      () => document.querySelector('[aria-label^="Notifications"] li') === null,
    );
  }

  /** What the panel says of a fact. */
  async fact(label: string): Promise<string> {
    const term = this.panel.locator('dt').filter({ hasText: new RegExp(`^${label}$`) });
    return (await term.locator('xpath=following-sibling::dd[1]').innerText()).trim();
  }

  /** A row of the milestones' table, as one line. */
  async milestone(name: string): Promise<string> {
    return line(this.panel.getByRole('region', { name: 'Milestones' }), name);
  }

  /** A row of what a change moves, as one line. */
  async moves(name: string): Promise<string> {
    return line(this.panel.getByRole('region', { name: 'What it moves' }), name);
  }

  /** Types a day, a month and a year with the keyboard alone, and goes on to the next field. */
  async typeDate(date: string): Promise<void> {
    for (const part of date.split(' ')) {
      await this.page.keyboard.type(part);
      await this.page.keyboard.press('Tab');
    }
  }

  /** What has the keyboard: its accessible name or its text. */
  async focused(): Promise<string> {
    return this.page.evaluate(() => {
      const { activeElement: here } = document;
      return here?.getAttribute('aria-label') ?? here?.textContent.trim() ?? '';
    });
  }

  /** Presses Tab until the element of that name has the keyboard. */
  async tabTo(name: string): Promise<void> {
    for (let presses = 0; presses < 60; presses += 1) {
      if ((await this.focused()) === name) return;
      await this.page.keyboard.press('Tab');
    }
    throw new Error(`the keyboard does not reach ${name}`);
  }

  async choose(label: string, option: string | RegExp, within: Locator | Page = this.page) {
    await within.getByLabel(label).click();
    await this.page.getByRole('option', { name: option }).click();
  }
}

async function line(region: Locator, name: string): Promise<string> {
  const row = region.getByRole('row').filter({
    has: region.page().getByRole('rowheader', { name, exact: true }),
  });
  return (await row.innerText()).replace(/\s+/g, ' ').trim();
}
