/** Another process that has a plan open and writes to it, killed at the end. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { APP_ROOT } from './support.ts';

function startWriter(folder: string, plan: string) {
  return spawn(
    process.execPath,
    [path.join(import.meta.dirname, 'writing.child.ts'), folder, APP_ROOT, plan],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
}

/** Runs `look` while another process has the plan open and writes to it. */
export async function whileWritten(
  folder: string,
  plan: string,
  look: () => Promise<void>,
): Promise<void> {
  const child = startWriter(folder, plan);
  const ended = new Promise((resolve) => child.on('close', resolve));
  try {
    await new Promise((resolve) => child.stdout.once('data', resolve));
    await look();
  } finally {
    child.kill('SIGKILL');
    await ended;
  }
}
