/** The Targets page as its users meet it: rows by name, years by label. */
import type { Locator, Page } from 'playwright-core';

export type Line = 'actual' | 'target';

export class TargetsPage {
  readonly page: Page;
  readonly grid: Locator;
  readonly bar: Locator;
  readonly panel: Locator;
  readonly editor: Locator;

  constructor(page: Page) {
    this.page = page;
    this.grid = page.getByRole('grid', { name: 'Published figures and targets' });
    this.bar = page.getByRole('region', { name: 'Selected cell' });
    this.panel = page.getByRole('dialog');
    this.editor = this.grid.getByRole('textbox');
  }

  async open(): Promise<void> {
    const link = this.page.getByRole('link', { name: 'Targets' }).first();
    const menu = this.page.getByRole('button', { name: 'Menu' });
    await link.or(menu).first().waitFor();
    if (await menu.isVisible()) await menu.click();
    await link.click();
    await this.grid.waitFor();
  }

  /** The group of lines of a row. */
  row(name: string): Locator {
    const heading = this.page.getByRole('rowheader').filter({ hasText: name });
    return this.grid.locator('tbody').filter({ has: heading }).first();
  }

  async cell(name: string, year: string, line: Line): Promise<Locator> {
    // While a dialog is open the table is hidden from it, as from everybody.
    await this.grid.waitFor();
    const years = await this.grid.getByRole('columnheader').allInnerTexts();
    const column = years.findIndex((text) => text.startsWith(year)) - 1;
    return this.row(name)
      .getByRole('row')
      .nth(line === 'actual' ? 0 : 1)
      .getByRole('gridcell')
      .nth(column);
  }

  /** Goes to a cell by keyboard alone, from wherever the focus is in the table. */
  async goTo(name: string, year: string, line: Line): Promise<void> {
    const target = await this.cell(name, year, line);
    const place = await target.getAttribute('data-place');
    const [line_ = 0, column = 0] = place?.split(':').map(Number) ?? [];
    await this.grid.locator('[data-place][tabindex="0"]').focus();
    await this.page.keyboard.press('Control+Home');
    for (let at = 0; at < line_; at += 1) await this.page.keyboard.press('ArrowDown');
    for (let at = 0; at < column; at += 1) await this.page.keyboard.press('ArrowRight');
  }

  async openDetails(): Promise<void> {
    await this.page.keyboard.press('Control+Enter');
    await this.panel.waitFor();
  }

  async closeDetails(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.panel.waitFor({ state: 'detached' });
  }

  /** Types an entry and leaves the cell with a key. */
  async enter(words: string, key: 'Enter' | 'Tab' = 'Enter'): Promise<void> {
    await this.page.keyboard.type(words);
    await this.page.keyboard.press(key);
  }

  /**
   * Copies text from the paste dialog's own box, for want of an Excel to copy it from: the
   * page's policy rightly keeps scripts, this one included, away from the clipboard.
   */
  async fillClipboard(text: string): Promise<void> {
    await this.withPasteBox(async (box) => {
      await box.fill(text);
      await box.press('Control+A');
      await box.press('Control+C');
    });
  }

  /** What is on the clipboard. */
  async clipboard(): Promise<string> {
    return this.withPasteBox(async (box) => {
      await box.press('Control+V');
      return box.inputValue();
    });
  }

  private async withPasteBox<Result>(use: (box: Locator) => Promise<Result>): Promise<Result> {
    await this.page.getByRole('button', { name: 'Paste', exact: true }).click();
    const result = await use(this.panel.getByLabel('Pasted block'));
    await this.closeDetails();
    return result;
  }

  /** Waits until a cell says something, and answers all it says. */
  async says(name: string, year: string, line: Line, words: string | RegExp): Promise<string> {
    const cell = await this.cell(name, year, line);
    await cell.filter({ hasText: words }).waitFor();
    return cell.innerText();
  }

  /** The message after a change. */
  notice(words: string | RegExp): Locator {
    return this.page.getByRole('region', { name: /Notifications/ }).getByText(words);
  }
}
