/** Opening the app in a browser window of its own. */
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { basename } from 'node:path';
import { findBrowser } from './browsers.ts';

/** A browser that ends sooner than this handed the address to one already running. */
const HANDED_OVER_MS = 5_000;

/** No extension, account or background service, and no name but ours resolves: no network. */
export const QUIET_FLAGS = [
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-extensions',
  '--disable-sync',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-breakpad',
  '--disable-quic',
  '--no-pings',
  '--no-proxy-server',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
  '--disable-features=Translate,MediaRouter,OptimizationHints',
];

/** Why no browser can be opened here, or null when one can. */
export function whyNoBrowser(): string | null {
  if (findBrowser() === null) return 'no Chrome, Edge or Chromium was found';
  if (process.platform !== 'linux') return null;
  if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return 'there is no display';
  // Chrome refuses to start as root unless its sandbox is off, and that is not ours to turn off.
  return process.getuid?.() === 0 ? 'a browser does not run safely as root' : null;
}

/**
 * Opens the address in app mode, in a profile of Tenure's own.
 *
 * @param onClosed - called when the user closes the window
 * @returns the browser's name
 * @throws when there is no browser
 */
export function openInBrowser(address: string, profile: string, onClosed: () => void): string {
  const browser = findBrowser();
  if (browser === null) throw new Error('No Chrome, Edge or Chromium was found.');
  mkdirSync(profile, { recursive: true });
  const started = Date.now();
  const child = spawn(browser, [`--app=${address}`, `--user-data-dir=${profile}`, ...QUIET_FLAGS], {
    stdio: 'ignore',
  });
  child.once('exit', () => {
    if (Date.now() - started > HANDED_OVER_MS) onClosed();
  });
  child.once('error', () => {
    console.error(`The browser did not open. Open this address in Chrome or Edge: ${address}`);
  });
  return basename(browser);
}
