/** The Establishment page as its users meet it: rows by name, figures by heading. */
import type { Locator, Page } from 'playwright-core';

export class EstablishmentPage {
  readonly page: Page;
  readonly tree: Locator;
  readonly dialog: Locator;

  constructor(page: Page) {
    this.page = page;
    this.tree = page.getByRole('treegrid', { name: 'Establishment' });
    this.dialog = page.getByRole('dialog');
  }

  async open(): Promise<void> {
    const link = this.page.getByRole('link', { name: 'Establishment' }).first();
    const menu = this.page.getByRole('button', { name: 'Menu' });
    // The first page is there: a menu opened before it would close with it.
    await this.page.getByRole('heading', { level: 1 }).first().waitFor();
    await link.or(menu).first().waitFor();
    if (await menu.isVisible()) await menu.click();
    await link.click();
    await this.page.getByRole('heading', { name: 'Establishment', level: 1 }).waitFor();
  }

  /** Types a date and Enter. */
  async asAt(
    date: string,
    label: 'Day looked at' | 'Compare with' = 'Day looked at',
  ): Promise<void> {
    await this.page.getByRole('textbox', { name: label, exact: true }).fill(date);
    await this.page.keyboard.press('Enter');
  }

  row(name: string): Locator {
    const heading = this.page.getByRole('rowheader', { name, exact: true });
    return this.tree.getByRole('row').filter({ has: heading });
  }

  /** Opens a row's children from the keyboard. */
  async expand(name: string): Promise<void> {
    await this.row(name).getByRole('button', { name, exact: true }).focus();
    await this.page.keyboard.press('Enter');
    await this.tree.locator(`tr[aria-expanded="true"]`).filter({ hasText: name }).waitFor();
  }

  /** A row's figures from left to right. */
  async figures(name: string): Promise<string[]> {
    const texts = await this.row(name).first().getByRole('gridcell').allInnerTexts();
    return texts.map((text) => text.trim());
  }

  /** Waits until a row shows these figures. */
  async shows(name: string, figures: string): Promise<void> {
    const row = this.row(name).first();
    await row.waitFor();
    const wanted = figures.split(' ');
    for (const [at, figure] of wanted.entries()) {
      await row.getByRole('gridcell').nth(at).getByText(figure, { exact: true }).waitFor();
    }
  }

  /** Opens the figure of a row in a column counted from 0. */
  async openFigure(name: string, column: number): Promise<void> {
    await this.row(name).first().getByRole('gridcell').nth(column).getByRole('button').focus();
    await this.page.keyboard.press('Enter');
    await this.dialog.waitFor();
  }

  async closeDialog(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.dialog.waitFor({ state: 'detached' });
  }

  field(name: string): Locator {
    return this.dialog.getByRole('textbox', { name });
  }

  choice(name: string): Locator {
    return this.dialog.getByRole('combobox', { name, exact: true });
  }

  async press(name: string | RegExp): Promise<void> {
    await this.dialog.getByRole('button', { name }).press('Enter');
  }

  /** What the effect says of a row: funded, vacant and vacancy %, each before and after. */
  effect(name: string): Locator {
    return this.dialog.getByRole('region', { name: 'The effect' }).getByRole('row', { name });
  }
}
