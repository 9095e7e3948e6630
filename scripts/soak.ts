/**
 * `npm run soak`: what takes too long for `npm test`, killing and fuzzing included, and every
 * browser test over the desktop's bridge. It ends with the table of what was tried and found.
 * `--kills=200` and `--seed=7` set how many processes are killed and what is drawn from; anything
 * else goes to vitest.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTool } from './project.ts';

const rest = process.argv.slice(2).filter((argument) => {
  const [, name, value] = /^--(kills|seed)=(\d+)$/.exec(argument) ?? [];
  if (name === undefined) return true;
  process.env[`SOAK_${name.toUpperCase()}`] = value;
  return false;
});

const folder = mkdtempSync(join(tmpdir(), 'tenure-soak-report-'));
const report = join(folder, 'report.txt');
process.env.SOAK_REPORT = report;
try {
  const trials = await runTool('vitest', ['run', '--project=soak', ...rest]);
  process.env.TENURE_WIRE = 'bridge';
  const pages = await runTool('vitest', ['run', '--project=e2e', '--passWithNoTests', ...rest]);
  process.exitCode = trials || pages;
  if (existsSync(report)) console.log(readFileSync(report, 'utf8'));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
