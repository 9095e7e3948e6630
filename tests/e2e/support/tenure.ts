/** Starting Tenure as its users do, on a data folder of the test's own. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const ANNOUNCED = /^Tenure is running at (http:\S+)$/;
const START_MS = 30_000;

export interface RunningTenure {
  /** With the launch token, which works once. */
  address: string;
  data: string;
  /** Everything it printed to standard output. */
  printed: string[];
  /** Presses Ctrl+C and waits; the exit code. Removes the data folder if it made it. */
  stop(): Promise<number | null>;
}

/**
 * Starts the browser host in a process of its own, on the app as it is built.
 *
 * @param options - `data`: a data folder to keep; a temporary one otherwise
 */
export async function launchTenure(options: { data?: string } = {}): Promise<RunningTenure> {
  const data = options.data ?? (await mkdtemp(join(tmpdir(), 'tenure-e2e-')));
  const child = spawn(process.execPath, [join(import.meta.dirname, 'host.ts'), data], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const printed: string[] = [];

  const address = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`Tenure did not start in ${START_MS / 1000} s. ${errors}`));
    }, START_MS);
    createInterface(child.stdout).on('line', (line) => {
      printed.push(line);
      const [, found] = ANNOUNCED.exec(line) ?? [];
      if (found === undefined) return;
      clearTimeout(timer);
      resolve(found);
    });
    void exited.then((code) => {
      clearTimeout(timer);
      reject(new Error(`Tenure ended with ${code} before it was running. ${errors}`));
    });
  });

  return {
    address,
    data,
    printed,
    async stop() {
      child.kill('SIGINT');
      const code = await exited;
      if (options.data === undefined) await rm(data, { recursive: true, force: true });
      return code;
    },
  };
}
