/** What the scripts share: where things are, and running a tool on the pinned Node. */
import { spawn } from 'node:child_process';
import { readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '..');

/** A tool's own script, run with Node: what its `.cmd` or shell wrapper would do. */
const TOOLS = {
  depcruise: 'dependency-cruiser/bin/dependency-cruise.mjs',
  'electron-builder': 'electron-builder/cli.js',
  eslint: 'eslint/bin/eslint.js',
  knip: 'knip/bin/knip.js',
  prettier: 'prettier/bin/prettier.cjs',
  vite: 'vite/bin/vite.js',
  vitest: 'vitest/vitest.mjs',
  'vue-tsc': 'vue-tsc/bin/vue-tsc.js',
} as const;
export type Tool = keyof typeof TOOLS;

/** Runs one of the project's tools; the exit code. */
export function runTool(tool: Tool, args: string[], options: RunOptions = {}): Promise<number> {
  return run(process.execPath, [join(ROOT, 'node_modules', TOOLS[tool]), ...args], options);
}

export interface RunOptions {
  /** Standard output is kept for what the caller itself prints. */
  quiet?: boolean;
  /** Takes what it prints, instead of the terminal. */
  onOutput?: (text: string) => void;
  /** Ends the program after this long. */
  timeoutMs?: number;
  /** Set beside this process's own environment. */
  env?: Record<string, string>;
}

/** Runs a program in the project's folder and waits for it; the exit code, 1 when killed. */
export function run(program: string, args: string[], options: RunOptions = {}): Promise<number> {
  const { env, onOutput, quiet, timeoutMs } = options;
  const output = onOutput ? 'pipe' : 'inherit';
  const child = spawn(program, args, {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['inherit', quiet ? 'ignore' : output, output],
    timeout: timeoutMs,
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => onOutput?.(text));
  }
  // Ctrl+C reaches the child as well: it closes its files, and this one waits for it.
  const wait = () => {};
  const end = () => child.kill('SIGTERM');
  process.on('SIGINT', wait).on('SIGTERM', end);
  return new Promise<number>((resolve) => {
    child.once('error', (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.once('close', (code) => resolve(code ?? 1));
  }).finally(() => process.off('SIGINT', wait).off('SIGTERM', end));
}

/** What a build is made from; when any of it is newer than the build, the build is stale. */
const APP_SOURCES = [
  'src/app',
  'src/contract',
  'src/domain',
  'vite.config.ts',
  'scripts/licences.ts',
  'resources/licences',
  'package-lock.json',
];
const HOST_SOURCES = ['electron', 'src', 'vite.hosts.config.ts', 'package-lock.json'];

/** Builds the Vue app into dist/app unless it is up to date. */
export async function buildApp(): Promise<void> {
  if (isBuilt('dist/app/index.html', APP_SOURCES)) return;
  // Beside it first, so that a running Tenure is never left with half a build.
  const beside = join(ROOT, `dist/app-${process.pid}`);
  try {
    await build(['--outDir', beside]);
    rmSync(join(ROOT, 'dist/app'), { recursive: true, force: true });
    renameSync(beside, join(ROOT, 'dist/app'));
  } finally {
    rmSync(beside, { recursive: true, force: true });
  }
}

/** Bundles the Electron host into dist/electron unless it is up to date. */
export async function buildElectronHost(): Promise<void> {
  if (isBuilt('dist/electron/main.js', HOST_SOURCES)) return;
  await build(['--app', '--config', 'vite.hosts.config.ts']);
}

async function build(args: string[]): Promise<void> {
  const code = await runTool('vite', ['build', '--logLevel', 'error', ...args], {
    quiet: true,
    // Vitest and a development server set it to their own, and Vite would build for that.
    env: { NODE_ENV: 'production' },
  });
  if (code !== 0) throw new Error('Tenure could not be built: the reason is above.');
}

function isBuilt(result: string, sources: string[]): boolean {
  return modified(result) > Math.max(...sources.map(modified));
}

/** When a file, or the newest file of a folder, was last written; 0 when it is not there. */
function modified(path: string): number {
  const full = join(ROOT, path);
  const stat = statSync(full, { throwIfNoEntry: false });
  if (!stat) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  const inside = readdirSync(full, { withFileTypes: true })
    // Nuxt UI writes its generated styles under the app's own node_modules at each build.
    .filter((entry) => entry.name !== 'node_modules' && !entry.name.endsWith('.d.ts'))
    .map((entry) => modified(join(path, entry.name)));
  return Math.max(0, ...inside);
}
