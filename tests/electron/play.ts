/** Runs the bundled desktop host whole, in a process of its own, with the stand-in for Electron. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** What playElectron.ts saw, as far as the packed app is asked about it. */
interface Played {
  answers: unknown[];
  page: number;
  exitCode: number | null;
  errorBoxes: string[];
}

/**
 * @param data - the data folder
 * @param env - what playElectron.ts reads: the app's folder is `TENURE_ROOT`
 */
export async function playDesktop(data: string, env: Record<string, string>): Promise<Played> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      '--import',
      join(import.meta.dirname, 'resolve.mjs'),
      join(import.meta.dirname, 'playElectron.ts'),
      `--data=${data}`,
    ],
    { env: { ...process.env, ...env }, timeout: 60_000 },
  );
  return JSON.parse(stdout) as Played;
}
