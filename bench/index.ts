/** `npm run bench`: the performance table, every ratio measured in this run. */
import { cpus } from 'node:os';
import { buildApp } from '../scripts/project.ts';
import { benchApp } from './app.ts';
import { benchHost } from './host.ts';
import { benchImports } from './imports.ts';
import { benchProjection } from './projection.ts';
import { benchRecords } from './records.ts';
import type { Row } from './row.ts';

const milliseconds = (ms: number) => `${ms.toFixed(ms < 10 ? 2 : 0)} ms`;

/** 0.05 reads better as "19 times the reference". */
function ratioInWords(ratio: number): string {
  return ratio >= 1
    ? `${ratio.toFixed(1)} times as fast`
    : `${(1 / ratio).toFixed(1)} times as long`;
}

function asMarkdown(rows: Row[]): string {
  const lines = rows.map(({ what, ms, reference, ratio, against }) =>
    [
      what,
      milliseconds(ms),
      reference === null ? '' : milliseconds(reference),
      ratio === null ? '' : ratioInWords(ratio),
      against,
    ].join(' | '),
  );
  return [
    '| what | median | reference | ratio | the reference |',
    '|---|---:|---:|---|---|',
    ...lines.map((line) => `| ${line} |`),
  ].join('\n');
}

await buildApp();
const rows = [
  ...(await benchHost()),
  ...(await benchImports()),
  ...(await benchApp()),
  ...(await benchRecords()),
  ...(await benchProjection()),
];
const [cpu] = cpus();
console.log(`Node ${process.versions.node}, ${cpus().length} × ${cpu?.model ?? 'unknown'}\n`);
console.log(asMarkdown(rows));
