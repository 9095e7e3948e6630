/** Every call there is, by name. The security tests pin this list. */
import { asyeCalls } from './asye.ts';
import { benchmarkCalls } from './benchmark.ts';
import { cohortCalls } from './cohorts.ts';
import { claimCalls } from './claims.ts';
import { figuresCalls } from './figures.ts';
import { historyCalls } from './history.ts';
import { importCalls } from './imports.ts';
import { libraryCalls } from './library.ts';
import { memberCalls } from './members.ts';
import { programmeCalls } from './programmes.ts';
import { panelCalls } from './panels.ts';
import { projectionCalls } from './projection.ts';
import { recordsCalls } from './records.ts';
import type { Answer, InputOf, OutputOf } from './call.ts';

export const calls = {
  ...libraryCalls,
  ...figuresCalls,
  ...historyCalls,
  ...projectionCalls,
  ...recordsCalls,
  ...importCalls,
  ...benchmarkCalls,
  ...asyeCalls,
  ...memberCalls,
  ...programmeCalls,
  ...cohortCalls,
  ...claimCalls,
  ...panelCalls,
} as const;

export type Calls = typeof calls;
export type CallName = keyof Calls;

/** The seam: one function, whatever host is behind it. */
export type Call = <Name extends CallName>(
  name: Name,
  input: InputOf<Calls[Name]>,
) => Promise<Answer<OutputOf<Calls[Name]>>>;

/**
 * The seam as every hop carries it, in both hosts: a call's name, its input as JSON text, and its
 * answer as JSON text. Text crosses Electron's bridge, its IPC, HTTP and the thread as it is.
 */
export type Wire = (name: string, input: string) => Promise<string>;

/** True for the name of a call; `constructor` and the like are not own properties. */
export function isCallName(name: unknown): name is CallName {
  return typeof name === 'string' && Object.hasOwn(calls, name);
}
