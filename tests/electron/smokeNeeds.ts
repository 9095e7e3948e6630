/** Where the smoke tests of the real desktop app can run: they need its binary and a display. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
const PACKAGES = join(ROOT, 'dist/packages');

/** The Electron that npm installed, or null where its binary was not downloaded. */
export function installedElectron(): string | null {
  const folder = join(ROOT, 'node_modules/electron');
  const where = join(folder, 'path.txt');
  if (!existsSync(where)) return null;
  return onlyIfThere(join(folder, 'dist', readFileSync(where, 'utf8').trim()));
}

/** The app that `npm run package` made for this system and processor, or null where it was not run. */
export function packagedApp(): string | null {
  const suffix = process.arch === 'x64' ? '' : `-${process.arch}`;
  if (process.platform === 'win32') {
    return onlyIfThere(join(PACKAGES, `win${suffix}-unpacked/Tenure.exe`));
  }
  if (process.platform === 'darwin') {
    return onlyIfThere(join(PACKAGES, `mac${suffix}/Tenure.app/Contents/MacOS/Tenure`));
  }
  return onlyIfThere(join(PACKAGES, `linux${suffix}-unpacked/tenure`));
}

function onlyIfThere(path: string): string | null {
  return existsSync(path) ? path : null;
}

/** What both need beside it: a test as root, as in a container, has no sandbox to run in. */
export const NEEDED_FLAGS = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/**
 * Says loudly that a test of the real app is left out, and why.
 *
 * @param what - what was not tried
 * @param binary - what it needs, or null where that is missing
 * @returns whether it is left out
 * @throws where `TENURE_SMOKE` is `required`: there, leaving it out is a failure
 */
export function leftOut(what: string, binary: string | null): boolean {
  const display = process.platform !== 'linux' || Boolean(process.env.DISPLAY);
  if (binary !== null && display) return false;
  const why = `${what} was not tried, because there is no ${binary === null ? 'binary' : 'display'} here.`;
  if (process.env.TENURE_SMOKE === 'required') throw new Error(why);
  console.warn(`SKIPPED: ${why}`);
  return true;
}
