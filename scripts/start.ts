/** `npm start`: the desktop app where Electron can run, otherwise the browser host. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { runBrowserHost } from '../src/browser-host/main.ts';
import { buildApp, buildElectronHost, ROOT, run } from './project.ts';

const HELP = `npm start -- [options]

  --browser         use a browser window instead of the desktop app
  --no-open         open nothing: print the address, for a browser on this machine
  --data <folder>   keep the plans in this folder, on a disk of this computer
  --backups <folder>  copy the plans here after each day's work (with a browser)
  --port <n>        listen on this port of 127.0.0.1 (with a browser)
  --help            show this
`;

const ELECTRON = join(ROOT, 'node_modules/electron');
/** Long enough to hear from the download server, short enough not to keep anybody waiting. */
const PROBE_MS = 4_000;
const DOWNLOAD_MS = 5 * 60_000;

const options = readOptions();
await start();

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        browser: { type: 'boolean', default: false },
        'no-open': { type: 'boolean', default: false },
        data: { type: 'string' },
        backups: { type: 'string' },
        port: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.port !== undefined && !isPort(values.port)) {
      throw new Error(`--port takes a number from 1 to 65535, not "${values.port}".`);
    }
    if (values.data?.trim() === '') throw new Error('--data takes a folder.');
    if (values.backups?.trim() === '') throw new Error('--backups takes a folder.');
    return values;
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${HELP}`);
    process.exit(2);
  }
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535;
}

async function start(): Promise<void> {
  if (options.help) {
    console.log(HELP);
    return;
  }
  try {
    await buildApp();
    const { browser, 'no-open': closed, port, backups } = options;
    if (!browser && !closed && port === undefined && backups === undefined) {
      const trouble = await whyNoElectron();
      if (trouble === null) {
        process.exitCode = await startElectron();
        return;
      }
      console.error(`Using the browser: ${trouble}.`);
    }
    await runBrowserHost({
      data: options.data,
      backups: options.backups,
      port: options.port === undefined ? undefined : Number(options.port),
      open: !options['no-open'],
    });
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}

function startElectron(): Promise<number> {
  const data = options.data === undefined ? [] : [`--data=${resolve(options.data)}`];
  return run(electronBinary(), [ROOT, ...data]);
}

/** Makes the desktop app ready; why it cannot run here, or null when it can. */
async function whyNoElectron(): Promise<string | null> {
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    return 'the desktop app needs a display';
  }
  if (process.getuid?.() === 0) return 'the desktop app does not run safely as root';
  if (!existsSync(electronBinary())) {
    if (!(await canReachDownloads()))
      return 'Electron is not here and its download was not reached';
    console.error('Downloading Electron. This happens once.');
    const install = join(ELECTRON, 'install.js');
    const code = await run(process.execPath, [install], { timeoutMs: DOWNLOAD_MS });
    if (code !== 0 || !existsSync(electronBinary())) return 'Electron could not be downloaded';
  }
  await buildElectronHost();
  return null;
}

function electronBinary(): string {
  const where = join(ELECTRON, 'path.txt');
  return existsSync(where) ? join(ELECTRON, 'dist', readFileSync(where, 'utf8').trim()) : where;
}

/** Asks before downloading, because a blocked network keeps a download waiting for minutes. */
async function canReachDownloads(): Promise<boolean> {
  const mirror = process.env.ELECTRON_MIRROR ?? 'https://github.com/electron/electron/releases/';
  try {
    await fetch(mirror, { method: 'HEAD', signal: AbortSignal.timeout(PROBE_MS) });
    return true;
  } catch {
    return false;
  }
}
