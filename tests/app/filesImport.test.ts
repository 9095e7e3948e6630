/** The round trip through a real plan: out to a file, and back in. */
import { expect, it } from 'vitest';
import { csvBlob } from '../../src/app/files/csv.ts';
import { readTableFile } from '../../src/app/files/readTableFile.ts';
import { tableWorkbook } from '../../src/app/files/xlsx.ts';
import type { PlanFigures } from '../../src/domain/figures.ts';
import { tableContent, writeTable } from '../../src/domain/tableFile.ts';
import { emptyPlan, openSample } from '../backend/support.ts';
import { inOrder } from '../fixtures/tableContent.ts';

async function written(figures: PlanFigures, format: string): Promise<Uint8Array> {
  const blob =
    format === 'xlsx'
      ? await tableWorkbook(figures)
      : csvBlob(writeTable(tableContent(figures), figures.settings.yearStartMonth));
  return new Uint8Array(await blob.arrayBuffer());
}

it.each(['csv', 'xlsx'])(
  'by %s: nothing changes in the plan, and all of it in another',
  async (format) => {
    const { backend, plan } = await openSample();
    const before = await backend.ok('figures.read', { plan });
    const read = await readTableFile(await written(before, format), {
      measures: [],
      source: 'a file',
      scope: 'a scope',
    });
    if (!read.ok) throw new Error(read.message);
    const figures = before.readings.length + before.targets.length;

    const again = await backend.change('figures.import', {
      plan,
      table: read.content,
      dryRun: false,
    });
    expect(again).toEqual({ added: 0, changed: 0, unchanged: figures });
    expect(await backend.ok('figures.read', { plan })).toEqual(before);

    const other = await emptyPlan(backend);
    const fresh = await backend.change('figures.import', {
      plan: other,
      table: read.content,
      dryRun: false,
    });
    expect(fresh).toEqual({ added: figures, changed: 0, unchanged: 0 });
    const after = tableContent(await backend.ok('figures.read', { plan: other }));
    const { readings, targets } = inOrder(tableContent(before));
    expect(inOrder(after)).toMatchObject({ readings, targets });
  },
);
