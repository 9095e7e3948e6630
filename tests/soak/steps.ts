/** Ends this process at a counted step: before a file is written, moved or removed, or a statement. */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { beforeEachStatement } from './connections.ts';

const MUTATING = [
  'copyFileSync',
  'fsyncSync',
  'mkdirSync',
  'renameSync',
  'rmSync',
  'writeSync',
] as const;

let taken = 0;
let fatal = Number.POSITIVE_INFINITY;
let counting = false;

function step(): void {
  if (!counting) return;
  taken += 1;
  if (taken >= fatal) process.kill(process.pid, 'SIGKILL');
}

/** This process is killed before the `nth` step from the time that steps count. */
export function killAtStep(nth: number): void {
  fatal = nth;
  const writable = fs as unknown as Record<string, (...args: unknown[]) => unknown>;
  for (const name of MUTATING) {
    const original = writable[name]!;
    writable[name] = (...args) => {
      step();
      return original(...args);
    };
  }
  syncBuiltinESMExports();
  beforeEachStatement(step);
}

/** How many steps were taken while they counted. */
export function stepsTaken(): number {
  return taken;
}

/** Steps count only while the project works, not while the test itself looks around. */
export function countSteps(on: boolean): void {
  counting = on;
}
