/**
 * Makes the figures that come with Tenure out of DfE's own file:
 *
 * `node scripts/run.mjs scripts/publishedFigures.ts <csww_indicators_….csv>`
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import Papa from 'papaparse';
import { compactBenchmark, type CompactBenchmark } from '../src/domain/benchmark/compact.ts';
import { readBenchmark } from '../src/domain/importing/benchmark.ts';
import { PUBLISHED_FILE } from './backtest/resource.ts';

const [csv] = process.argv.slice(2);
if (csv === undefined) {
  console.error('Name the CSV with every local authority from “Children’s social work workforce”.');
  process.exit(1);
}

const { data } = Papa.parse<string[]>(readFileSync(csv, 'utf8').replace(/^\uFEFF/, ''));
const { rows, years, problems } = readBenchmark({
  name: csv,
  rows: data.map((cells, at) => ({ number: at + 1, cells })),
  origin: 'text',
  dayNumbers: null,
  hidden: false,
  hiddenRows: 0,
  tooLong: false,
});
for (const problem of problems) console.error(JSON.stringify(problem));
const span = `30 September ${Math.min(...years)} to ${Math.max(...years)}`;
const compact = compactBenchmark(
  {
    title: `Children’s social work workforce, ${span}`,
    publisher: 'Department for Education',
    licence: 'Open Government Licence v3.0',
    licenceAddress: 'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/',
    attribution:
      'Contains public sector information licensed under the Open Government Licence v3.0.',
  },
  rows,
);
mkdirSync(dirname(PUBLISHED_FILE), { recursive: true });
writeFileSync(PUBLISHED_FILE, asText(compact));
console.log(`${PUBLISHED_FILE}: ${rows.length} rows, ${span}`);

/** One area a line, so that a later release shows what it changed. */
function asText({ areas, ...about }: CompactBenchmark): string {
  const lines = areas.map((area) => JSON.stringify(area)).join(',\n');
  return `${JSON.stringify(about, null, 1).replace(/\n}$/, '')},\n "areas": [\n${lines}\n]}\n`;
}
