/**
 * `npm test`: every check there is, each run even where an earlier one failed.
 * `npm test -- <filter>` runs only the tests whose file name contains the filter.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBrowser } from '../src/browser-host/browsers.ts';
import { buildApp, buildElectronHost, runTool, type Tool } from './project.ts';

interface Check {
  name: string;
  tool: Tool;
  args: string[];
}

const typesOf = (part: string): Check => ({
  name: `types of ${part}`,
  tool: 'vue-tsc',
  args: ['--project', `tsconfig.${part}.json`],
});

/** Two at a time, each list in its order: the machines this runs on have two processors. */
const CHECKS: Check[][] = [
  [
    { name: 'lint', tool: 'eslint', args: ['--max-warnings=0', '.'] },
    { name: 'format', tool: 'prettier', args: ['--check', '--log-level=warn', '.'] },
  ],
  [
    typesOf('domain'),
    typesOf('node'),
    typesOf('app'),
    {
      name: 'dependencies',
      tool: 'depcruise',
      args: ['--config=.dependency-cruiser.cjs', 'src', 'electron', 'scripts', 'tests', 'bench'],
    },
    { name: 'unused code', tool: 'knip', args: [] },
  ],
];

const filters = process.argv.slice(2);
const failedChecks: string[] = [];
if (filters.length === 0) {
  // Nuxt UI writes the types of its theme as it builds, so building comes before the type checks.
  await timed('build', () => Promise.all([buildApp(), buildElectronHost()]).then(() => ''));
  await Promise.all(CHECKS.map(runInOrder));
}
ensureChromium();
const tests = await timedTests();
const failed = tests.failed + failedChecks.length;
if (failedChecks.length > 0) console.log(`Failed checks: ${failedChecks.join(', ')}`);
const skipped = tests.skipped > 0 ? `, ${tests.skipped} skipped` : '';
console.log(`${tests.passed} passed, ${failed} failed${skipped}`);
process.exitCode = failed > 0 ? 1 : 0;

async function runInOrder(checks: Check[]): Promise<void> {
  for (const { name, tool, args } of checks) {
    await timed(name, async () => {
      const output: string[] = [];
      const code = await runTool(tool, args, { onOutput: (text) => output.push(text) });
      return code === 0 ? '' : output.join('') || `${tool} ended with ${code}`;
    });
  }
}

/** Runs a check, which answers what is wrong, and prints how it went in one piece. */
async function timed(name: string, check: () => Promise<string>): Promise<void> {
  const started = Date.now();
  const wrong = await check().catch((error: unknown) => String(error));
  if (wrong !== '') failedChecks.push(name);
  console.log(`${wrong === '' ? 'ok    ' : 'FAILED'} ${name} (${seconds(started)})`);
  if (wrong !== '') console.log(wrong);
}

/** What vitest's JSON report says, as far as it is read here. */
interface Report {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: { status: string; assertionResults: { status: string }[] }[];
}

async function timedTests(): Promise<{ passed: number; failed: number; skipped: number }> {
  const started = Date.now();
  const folder = mkdtempSync(join(tmpdir(), 'tenure-test-'));
  const file = join(folder, 'report.json');
  try {
    const code = await runTool('vitest', [
      'run',
      '--project=unit',
      '--project=e2e',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
      ...filters,
    ]);
    const counts = count(JSON.parse(readFileSync(file, 'utf8')) as Report);
    // An error outside any test fails the run without failing a test.
    if (code !== 0 && counts.failed === 0) counts.failed = 1;
    return counts;
  } catch (error) {
    console.error(`The tests did not report: ${(error as Error).message}`);
    return { passed: 0, failed: 1, skipped: 0 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
    console.log(`tests took ${seconds(started)}`);
  }
}

function count(report: Report): { passed: number; failed: number; skipped: number } {
  // A file that could not be loaded, or whose set-up failed, has no test that says so.
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** Finds a Chromium for the browser tests, or installs Debian's where that is possible. */
function ensureChromium(): void {
  if (findBrowser() !== null) return;
  if (process.platform === 'linux' && process.getuid?.() === 0) {
    console.log('Installing Chromium for the browser tests.');
    aptGet('update', '-q');
    aptGet('install', '-qy', '--no-install-recommends', 'chromium');
  }
  if (findBrowser() === null) {
    failedChecks.push('Chromium');
    console.error(
      'The browser tests need Chrome, Edge or Chromium, and none was found. ' +
        'Install one, or set CHROME_PATH to where it is.',
    );
  }
}

function aptGet(...args: string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', args, { stdio: 'inherit', env });
}

function seconds(since: number): string {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`;
}
