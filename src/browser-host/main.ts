/** The browser host, from start to Ctrl+C. */
import { join, resolve as absolute } from 'node:path';
import { makeDataFolder } from '../backend/startFolder.ts';
import { openBackendThread, type BackendThread } from '../backend/threaded.ts';
import type { Answer } from '../contract/call.ts';
import { defaultDataFolder, localFolder } from '../hosts/dataFolder.ts';
import { requireRuntime } from '../hosts/runtime.ts';
import { openInBrowser, whyNoBrowser } from './launch.ts';
import { startHost, type BrowserHost } from './server.ts';
import { servePages } from './static.ts';

const ROOT = join(import.meta.dirname, '../..');

export interface RunOptions {
  /** The data folder; the machine's default when none is given. */
  data?: string;
  port?: number;
  /** A folder for a copy of each plan after a day's work: its second home for backups. */
  backups?: string;
  /** Open a browser window where that is possible. */
  open: boolean;
}

/**
 * Runs Tenure until it is told to stop, or its window is closed.
 *
 * @throws when it cannot start, in words for the user
 */
export async function runBrowserHost(options: RunOptions): Promise<void> {
  requireRuntime();
  const folder =
    options.data === undefined ? defaultDataFolder() : localFolder(absolute(options.data));
  makeDataFolder(folder);
  const pages = servePages(join(ROOT, 'dist/app'));
  const backend = await openBackendThread({
    folder,
    appRoot: ROOT,
    log: console.error,
    onLost: console.error,
  });
  try {
    if (options.backups !== undefined) await useSecondHome(backend, absolute(options.backups));
    const host = await listen({ call: backend.call, pages, port: options.port });
    const stopped = untilStopped();
    announce(host, folder, options.open, stopped.stop);
    await stopped.promise;
    await host.close();
  } finally {
    await backend.close();
  }
}

async function useSecondHome(backend: BackendThread, folder: string): Promise<void> {
  const answer = JSON.parse(await backend.useSecondHome(folder)) as Answer;
  if (!answer.ok) throw new Error(`--backups: ${answer.fault.message}`);
}

async function listen(options: Parameters<typeof startHost>[0]): Promise<BrowserHost> {
  try {
    return await startHost(options);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') throw new Error(`Port ${options.port} is in use. Try another.`);
    if (code === 'EACCES') throw new Error(`Port ${options.port} is not allowed. Try another.`);
    throw new Error(`Tenure could not listen on this machine: ${message}`);
  }
}

/** One line on standard output: how to reach it, or that it is open. */
function announce(host: BrowserHost, folder: string, open: boolean, onClosed: () => void): void {
  const why = open ? whyNoBrowser() : null;
  if (why !== null) console.error(`Open this address in Chrome or Edge, because ${why}.`);
  if (!open || why !== null) {
    console.log(`Tenure is running at ${host.address}`);
    return;
  }
  const browser = openInBrowser(host.address, join(folder, 'browser'), onClosed);
  console.log(`Tenure is open in ${browser}. Close its window, or press Ctrl+C here, to stop.`);
}

function untilStopped(): { promise: Promise<void>; stop: () => void } {
  let stop = (): void => undefined;
  const promise = new Promise<void>((resolve) => {
    stop = resolve;
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop);
  return { promise, stop };
}
