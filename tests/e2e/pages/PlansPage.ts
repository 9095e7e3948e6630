/** The Plans page and its dialogs as a person finds them. */
import type { Download, Locator, Page } from 'playwright-core';

type Task =
  | 'Rename'
  | 'Duplicate'
  | 'Export a copy'
  | 'Take over editing'
  | 'Backups and restore'
  | 'Move to the bin'
  | 'Report on the file';

export class PlansPage {
  readonly page: Page;
  readonly dialog: Locator;
  readonly bin: Locator;

  constructor(page: Page) {
    this.page = page;
    this.dialog = page.getByRole('dialog');
    this.bin = page.getByRole('region', { name: 'Bin' });
  }

  async open(): Promise<void> {
    await this.page.getByRole('link', { name: 'Plans', exact: true }).click();
    await this.page.getByRole('heading', { name: 'Plans', level: 1 }).waitFor();
  }

  /** A plan of the list, by its whole name. */
  plan(name: string): Locator {
    const title = this.page.getByRole('heading', { name: new RegExp(`^${escaped(name)}( |$)`) });
    return this.page
      .getByRole('region', { name: 'Your plans' })
      .getByRole('listitem')
      .filter({ has: title });
  }

  async start(task: Task, name: string): Promise<void> {
    await this.page.getByRole('button', { name: `More for ${name}`, exact: true }).click();
    await this.page.getByRole('menuitem', { name: task }).click();
  }

  /** Presses a button of the open dialog: the one at its foot where the cross has the same name. */
  async press(name: string): Promise<void> {
    await this.dialog.getByRole('button', { name, exact: true }).last().click();
  }

  async closed(): Promise<void> {
    await this.dialog.waitFor({ state: 'detached' });
  }

  async rename(from: string, to: string): Promise<void> {
    await this.start('Rename', from);
    await this.dialog.getByLabel('Plan name').fill(to);
    await this.page.keyboard.press('Enter');
    await this.closed();
  }

  async duplicate(name: string, as: string): Promise<void> {
    await this.start('Duplicate', name);
    await this.dialog.getByLabel('Plan name').fill(as);
    await this.press('Duplicate');
    await this.closed();
  }

  /** Exports a copy and gives the download; a whole one under a passphrase, or open when null. */
  async exportCopy(
    name: string,
    contents: 'Figures only' | 'The whole plan',
    passphrase: string | null = null,
  ): Promise<Download> {
    await this.start('Export a copy', name);
    await this.dialog.getByRole('radio', { name: contents }).click();
    if (passphrase !== null) await this.passphrase.fill(passphrase);
    else if (contents === 'The whole plan') {
      await this.dialog.getByRole('radio', { name: 'Do not encrypt it' }).click();
    }
    const downloading = this.page.waitForEvent('download');
    await this.press('Save the copy');
    const download = await downloading;
    await this.closed();
    return download;
  }

  get passphrase(): Locator {
    return this.dialog.getByLabel('Passphrase', { exact: true });
  }

  /** Receives a file, and gives what the dialog says of it. */
  async receive(file: string): Promise<string> {
    await this.page.getByRole('button', { name: 'Receive a copy' }).click();
    await this.dialog.locator('input[type=file]').setInputFiles(file);
    await this.press('Receive the copy');
    return this.dialog.getByRole('status').innerText();
  }
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
