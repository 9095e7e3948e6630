/** The desktop host as it is packaged: bundled, then run whole against the stand-in. */
import { execFile } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp, buildElectronHost } from '../../scripts/project.ts';

const ROOT = join(import.meta.dirname, '../..');
const BUNDLE = join(ROOT, 'dist/electron');

interface Played {
  stepsBeforeReady: string[];
  answers: unknown[];
  page: number;
  exitCode: number | null;
  userData: string;
  windows: {
    loaded: string[];
    focused: boolean;
    minimized: boolean;
    preload: string;
    bounds: Record<string, number>;
  }[];
  hardwareAcceleration: boolean;
  locked: boolean;
  menu: boolean;
  errorBoxes: string[];
}

let folder: string;

beforeAll(async () => {
  await buildApp();
  await buildElectronHost();
  folder = await mkdtemp(join(tmpdir(), 'tenure-desktop-'));
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

async function play(
  env: Record<string, string> = {},
  data = join(folder, 'data'),
): Promise<Played> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      '--import',
      join(import.meta.dirname, 'resolve.mjs'),
      join(import.meta.dirname, 'playElectron.ts'),
      `--data=${data}`,
    ],
    { env: { ...process.env, TENURE_ROOT: ROOT, ...env }, timeout: 60_000 },
  );
  return JSON.parse(stdout) as Played;
}

describe('the bundled desktop host', () => {
  it('starts, answers its page, and closes the plans before it ends', async () => {
    const played = await play();
    expect(played.errorBoxes).toEqual([]);
    expect(played.answers).toEqual([
      expect.objectContaining({ ok: true }),
      expect.objectContaining({ ok: false }),
    ]);
    expect(played.page).toBe(200);
    expect(played.locked && played.menu).toBe(true);
    expect(played.exitCode).toBe(0);
    expect(existsSync(join(folder, 'data/plans'))).toBe(true);
  });

  it('says what Electron takes only before it is ready, the lock first', async () => {
    const { stepsBeforeReady } = await play();
    expect(stepsBeforeReady[0]).toBe('lock');
    expect(stepsBeforeReady).toContain('schemes');
    expect(stepsBeforeReady).toContain('switch host-resolver-rules');
  });

  it('keeps Electron’s own files with the plans, on this machine', async () => {
    expect((await play()).userData).toBe(join(folder, 'data', 'window'));
  });

  it('shows its window again when it is started twice', async () => {
    const { windows } = await play();
    expect(windows).toEqual([
      {
        loaded: ['app://tenure/'],
        focused: true,
        minimized: false,
        preload: join(BUNDLE, 'preload.cjs'),
        bounds: { x: 320, y: 120, width: 1280, height: 800 },
      },
    ]);
  });

  it('leaves it to the first copy when it is the second', async () => {
    const { windows, answers, exitCode, stepsBeforeReady } = await play({ TENURE_SECOND: 'yes' });
    expect({ windows, answers, exitCode }).toEqual({ windows: [], answers: [], exitCode: 0 });
    expect(stepsBeforeReady).toEqual(['lock', 'quit']);
  });

  it('says why it could not start', async () => {
    const { errorBoxes, exitCode } = await play({ TENURE_ROOT: join(folder, 'nowhere') });
    expect(errorBoxes).toEqual([expect.stringContaining('Tenure could not start')]);
    expect(exitCode).toBe(1);
  });

  it('says why, and ends, where it cannot even begin', async () => {
    const inTheWay = join(folder, 'a-file');
    await writeFile(inTheWay, '');
    const played = await play({}, join(inTheWay, 'data'));
    expect(played.errorBoxes).toEqual([
      expect.stringMatching(/^Tenure could not start.*cannot use its data folder.*in its place/s),
    ]);
    expect(played).toMatchObject({ exitCode: 1, windows: [] });
  });

  it('opens its window again where it was left', async () => {
    const { windows } = await play({ TENURE_MOVES: 'yes' });
    expect(windows).toHaveLength(1);
    expect((await play()).windows[0]?.bounds).toEqual({ x: 60, y: 40, width: 900, height: 700 });
  });

  it('draws without the graphics card where it failed before', async () => {
    expect((await play()).hardwareAcceleration).toBe(true);
    await writeFile(join(folder, 'data/window/graphics-failed'), '0.1.0');
    const played = await play();
    expect(played.hardwareAcceleration).toBe(false);
    expect(played.errorBoxes).toEqual([]);
  });

  it('says so when its backend is lost, and still ends well', async () => {
    const bundle = join(folder, 'mortal');
    cpSync(BUNDLE, bundle, { recursive: true });
    await writeFile(
      join(bundle, 'thread.js'),
      `import { parentPort } from 'node:worker_threads';
       parentPort.on('message', () => process.exit(1));
       parentPort.postMessage({ kind: 'ready' });`,
    );
    const played = await play({ TENURE_MAIN: join(bundle, 'main.js') });
    expect(played.answers).toMatchObject([
      { ok: false, fault: { code: 'interrupted' } },
      { ok: false, fault: { code: 'internal' } },
    ]);
    expect(played.errorBoxes).toEqual([
      expect.stringMatching(/^Tenure has stopped: .*What was saved is safe/),
    ]);
    expect(played.exitCode).toBe(0);
  });

  it('needs no package but Electron and better-sqlite3', () => {
    const imports = readdirSync(BUNDLE)
      .filter((name) => /\.c?js$/.test(name))
      .flatMap((name) => [
        ...readFileSync(join(BUNDLE, name), 'utf8').matchAll(
          /^(?:import\b.*?|.*\brequire\()["']([^"'\n]+)["']/gm,
        ),
      ])
      .map(([, name = '']) => name)
      .filter((name) => !/^(node:|\.)/.test(name));
    expect([...new Set(imports)].sort()).toEqual(['better-sqlite3', 'electron']);
  });

  it('has a preload script that a sandbox can run: one file, nothing but Electron', () => {
    const preload = readFileSync(join(BUNDLE, 'preload.cjs'), 'utf8');
    const required = [...preload.matchAll(/require\(["']([^"']+)["']\)/g)].map(([, name]) => name);
    expect(required).toEqual(['electron']);
  });
});
