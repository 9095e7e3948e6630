/** The sample plans: published figures from a file, and a borough that is made up. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { importedTable, settingsFields } from '../contract/figures.ts';
import { name, year } from '../contract/fields.ts';
import type { Sample } from '../contract/library.ts';
import { fictionalAsye } from '../domain/samples/borough/asye.ts';
import { fictionalBorough } from '../domain/samples/borough/fictionalBorough.ts';
import { ROUTES } from '../domain/samples/borough/people.ts';
import type { LibraryContext } from './library.ts';
import { makePlan, type NewPlan } from './newPlan.ts';

/** A sample's file: settings and table in the formats that import takes, and whom it is compared with. */
const sampleFile = z.strictObject({
  plan: z.strictObject({ ...settingsFields, firstYear: year, lastYear: year }),
  table: importedTable,
  benchmark: z.strictObject({ own: name, others: z.array(name) }).optional(),
});

type SamplePlan = Omit<NewPlan, 'kind'>;

/** The figures a council has published, from the file that comes with Tenure. */
function published(library: LibraryContext, sample: Sample): SamplePlan {
  const file = path.join(library.samplesFolder, `${sample}.json`);
  const { plan, table, benchmark } = sampleFile.parse(JSON.parse(readFileSync(file, 'utf8')));
  const words = 'Made this sample plan from published figures';
  return { settings: plan, table, benchmark, words };
}

function madeUp(): SamplePlan {
  const { settings, table, records } = fictionalBorough();
  const words = 'Made this sample plan of a fictional borough';
  const asye: NewPlan['asye'] = {
    route: ROUTES.asye,
    // ASYE as funded to 31 March 2027: the first version of the first programme.
    version: 1,
    make: (version) => fictionalAsye(records, version),
  };
  return { settings, table: importedTable.parse(table), records, asye, words };
}

/** Adds a sample plan to the library. */
export function addSample(library: LibraryContext, sample: Sample, call: string): string {
  const plan = sample === 'fictional-borough' ? madeUp() : published(library, sample);
  return makePlan(library, { kind: 'sample', ...plan }, call);
}
