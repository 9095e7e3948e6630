/** Workbooks with figures that must not be taken for blanks. */
import { describe, expect, it } from 'vitest';
import { readTableFile } from '../../src/app/files/readTableFile.ts';
import { row, workbookParts, zip } from '../fixtures/import-corpus/zip.ts';
import { towerHamlets } from '../domain/projection/plan.ts';

const figures = towerHamlets();
const about = { measures: figures.measures, source: 'A file', scope: 'A scope' };

describe('a table of figures', () => {
  it('has a formula’s error refused by its row, not taken for a blank', async () => {
    const rows =
      row(1, ['Row', 'Year', 'As at', 'Value']) +
      row(3, [figures.measures[0]!.label, '2021-22', '12/11/2021', { raw: 't="e"><v>#REF!</v>' }]);
    const read = await readTableFile(zip(workbookParts([{ name: 'A', rows }])), about);
    expect(read).toMatchObject({ ok: false, problems: [{ row: 3, column: 'Value' }] });
  });

  it('in a damaged workbook is refused in words', async () => {
    const bytes = Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0, 0, 0]);
    expect(await readTableFile(bytes, about)).toMatchObject({ ok: false, problems: [] });
  });
});
