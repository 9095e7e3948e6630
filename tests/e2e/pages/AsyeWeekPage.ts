/** This week and Panels, on the ASYE page, as the coordinator finds them. */
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';
import { readDocx } from '../../fixtures/readDocx.ts';

/** More stops than any of these pages has. */
const MOST_STOPS = 150;

export class AsyeWeekPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(tab: 'week' | 'panels' | 'programmes' = 'week'): Promise<void> {
    await this.page.goto(new URL(`/#/asye?tab=${tab}`, this.page.url()).href);
    await this.page.getByRole('heading', { name: 'ASYE', level: 1 }).waitFor();
    await this.page.getByRole('tabpanel').waitFor();
  }

  get dialog(): Locator {
    return this.page.getByRole('dialog');
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, exact: typeof name === 'string' });
  }

  /** The count over a list, which leads to it. */
  count(label: string): Locator {
    return this.button(new RegExp(`^${label}: \\d+\\. Go to the list$`));
  }

  /** How many a count says there are. */
  async counted(label: string): Promise<number> {
    return Number(
      /: (\d+)\./.exec((await this.count(label).getAttribute('aria-label')) ?? '')?.[1],
    );
  }

  /** The list under a heading. */
  list(heading: string): Locator {
    return this.page.getByRole('region', { name: heading, exact: true });
  }

  /** A list's rows as lines of text, without its head. */
  async rows(heading: string): Promise<string[]> {
    const texts = await this.list(heading).locator('tbody tr').allInnerTexts();
    return texts.map((text) => text.replace(/\s+/g, ' ').trim());
  }

  /** The agenda's row that says something. */
  onAgenda(words: string): Locator {
    return this.list('On the agenda').getByRole('row').filter({ hasText: words });
  }

  /** Presses Tab, or Shift+Tab, until the keyboard is on something. */
  async tabTo(wanted: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    await wanted.waitFor();
    for (let stops = 0; stops < MOST_STOPS; stops += 1) {
      if (await wanted.evaluate((element) => element === document.activeElement)) return;
      await this.page.keyboard.press(key);
    }
    throw new Error('The keyboard does not get there.');
  }

  /** Goes to a button with the keyboard and presses it. */
  async press(wanted: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    await this.tabTo(wanted, key);
    await this.page.keyboard.press('Enter');
  }

  async focused(): Promise<string> {
    return this.page.evaluate(() => document.activeElement?.textContent.trim() ?? '');
  }

  async choose(label: string, option: string, within: Page | Locator = this.page): Promise<void> {
    await within.getByLabel(label, { exact: true }).click();
    await this.page.getByRole('option', { name: option, exact: true }).click();
  }

  /** Shows the members as at a day. */
  async asAt(date: string): Promise<void> {
    const field = this.page.getByRole('textbox', { name: 'Day shown' });
    await field.fill(date);
    await field.press('Enter');
  }

  /** The file that something saves. */
  async saved(act: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> {
    const coming = this.page.waitForEvent('download');
    await act();
    const file = await coming;
    return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
  }

  /** The Word document that the open dialog saves. */
  async word(): Promise<string> {
    const press = () => this.dialog.getByRole('button', { name: 'Save as Word' }).click();
    const { bytes } = await this.saved(press);
    const { document, header } = await readDocx(bytes);
    return `${header}${document}`;
  }

  /** The open dialog's paper as it is printed. */
  async print(): Promise<{ pages: number; text: string; landscape: boolean }> {
    await this.page.emulateMedia({ media: 'print' });
    const text = await this.page.evaluate(() => document.body.innerText);
    await this.page.emulateMedia({ media: null });
    const pdf = (await this.page.pdf({ preferCSSPageSize: true })).toString('latin1');
    const [, width, height] = /\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]/.exec(pdf) ?? [];
    const pages = pdf.match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
    return { pages, text, landscape: Number(width) > Number(height) };
  }
}
