/** Export and import of the table, from the Targets page. */
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';

interface ChosenFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

export class TableFiles {
  readonly page: Page;
  readonly dialog: Locator;

  constructor(page: Page) {
    this.page = page;
    this.dialog = page.getByRole('dialog');
  }

  /** Exports the table and gives the file. */
  async export(kind: 'Excel workbook' | 'CSV file'): Promise<ChosenFile> {
    await this.page.getByRole('button', { name: 'Export', exact: true }).click();
    await this.dialog.getByRole('radio', { name: kind }).click();
    const downloading = this.page.waitForEvent('download');
    await this.dialog.getByRole('button', { name: 'Save the file' }).click();
    const download = await downloading;
    await this.dialog.waitFor({ state: 'detached' });
    return {
      name: download.suggestedFilename(),
      mimeType: 'application/octet-stream',
      buffer: await readFile(await download.path()),
    };
  }

  /** Chooses a file to import, and waits until it has been read. */
  async choose(file: ChosenFile): Promise<void> {
    await this.page.getByRole('button', { name: 'Import', exact: true }).click();
    await this.dialog.locator('input[type=file]').setInputFiles(file);
    await this.dialog.getByRole('button', { name: 'Choose another file' }).waitFor();
  }

  /** What the preview counts: new, changed, already the same. */
  async counts(): Promise<number[]> {
    const shown = await this.dialog.getByRole('definition').allInnerTexts();
    return shown.map(Number);
  }

  async press(name: string | RegExp): Promise<void> {
    await this.dialog.getByRole('button', { name }).last().click();
    await this.dialog.waitFor({ state: 'detached' });
  }
}
