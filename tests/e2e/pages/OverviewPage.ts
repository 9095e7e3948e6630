/** The Overview page as a director finds it. */
import { readFile } from 'node:fs/promises';
import type { Download, Locator, Page } from 'playwright-core';

type Card = 'Vacancy rate' | 'Vacancies' | 'Turnover' | 'Agency' | 'Recruits';
type FileKind = 'Picture (PNG)' | 'Drawing (SVG)' | 'Figures (CSV)';

export class OverviewPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(): Promise<void> {
    // The logo leads here on every screen; on a narrow one the other pages are behind a menu.
    await this.page.getByRole('link', { name: 'Tenure' }).first().click();
    await this.page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor();
    await this.card('Vacancy rate').waitFor();
  }

  card(title: Card): Locator {
    return this.page.getByRole('region', { name: title, exact: true });
  }

  /** What a card says, as one line. */
  async says(title: Card): Promise<string> {
    return (await this.card(title).innerText()).replace(/\s+/g, ' ');
  }

  async review(year: string): Promise<void> {
    await this.page.getByRole('combobox', { name: 'Year reviewed' }).click();
    await this.page.getByRole('option', { name: year }).click();
    await this.page.getByRole('listbox').waitFor({ state: 'detached' });
  }

  chart(title: string | RegExp): Locator {
    return this.page.getByRole('figure', { name: title });
  }

  async chooseStep(step: string): Promise<void> {
    await this.page.getByRole('combobox', { name: 'Step' }).click();
    await this.page.getByRole('option', { name: step }).click();
    await this.page.getByRole('listbox').waitFor({ state: 'detached' });
  }

  /** Moves along a chart by keyboard, and gives what is read out at the end. */
  async read(title: string, ...keys: string[]): Promise<string> {
    const chart = this.chart(title).getByRole('application');
    await chart.focus();
    for (const key of keys) await this.page.keyboard.press(key);
    return chart.locator('[aria-live]').innerText();
  }

  async showAsTable(title: string): Promise<Locator> {
    await this.chart(title).getByRole('button', { name: 'Show as table' }).click();
    return this.chart(title).getByRole('table');
  }

  /** Downloads a chart; the file's name and content. */
  async download(title: string, kind: FileKind): Promise<{ name: string; content: Buffer }> {
    await this.chart(title).getByRole('button', { name: 'Download' }).click();
    const coming: Promise<Download> = this.page.waitForEvent('download');
    await this.page.getByRole('menuitem', { name: kind }).click();
    const download = await coming;
    return {
      name: download.suggestedFilename(),
      content: await readFile(await download.path()),
    };
  }

  /** Prints the page as the browser would; the PDF, and how many pages it has. */
  async print(): Promise<{ pdf: Buffer; pages: number }> {
    const pdf = await this.page.pdf({ preferCSSPageSize: true });
    return { pdf, pages: pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0 };
  }
}
