/** A process of the soak: started ahead, given its job, ended when the trial says so. */
import { spawn, type ChildProcess } from 'node:child_process';
import { tmpdir } from 'node:os';
import path from 'node:path';

const CACHE = path.join(tmpdir(), 'tenure-soak-compiled');

/** How a process ended, and what it said until then. */
export interface Ended {
  killed: boolean;
  said: string;
  errors: string;
}

export interface Round {
  /** Resolves once the process makes its calls. */
  going: Promise<void>;
  /** Resolves when the process has ended. */
  ended: Promise<Ended>;
  kill(): void;
}

export interface Waiting {
  begin(job: object): Round;
  /** Ends one that is not needed. */
  drop(): void;
}

/** Starts a process that loads everything and waits for its job. */
export function startProcess(script: 'round.child.ts' | 'opening.child.ts'): Waiting {
  const child: ChildProcess = spawn(process.execPath, [path.join(import.meta.dirname, script)], {
    stdio: ['pipe', 'pipe', 'pipe'],
    // Compiled once for all of them: most of a short life would go into loading.
    env: { ...process.env, NODE_COMPILE_CACHE: CACHE },
  });
  let said = '';
  let errors = '';
  child.stdout!.on('data', (data) => (said += String(data)));
  child.stderr!.on('data', (data) => (errors += String(data)));
  // One that is dropped has nobody to read its job.
  child.stdin!.on('error', () => {});
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (_code, signal) => {
      resolve({ killed: signal === 'SIGKILL', said, errors });
    });
  });
  return {
    begin(job) {
      const going = new Promise<void>((resolve) => {
        child.stdout!.once('data', () => {
          resolve();
        });
      });
      child.stdin!.end(`${JSON.stringify(job)}\n`);
      return {
        going: Promise.race([going, ended.then(() => {})]),
        ended,
        kill: () => child.kill('SIGKILL'),
      };
    },
    drop: () => child.kill('SIGKILL'),
  };
}
