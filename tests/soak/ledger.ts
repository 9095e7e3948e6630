/**
 * What a process did, written down as it does it, in a file that outlives a kill: each call before
 * it is made, each commit before it happens, each answer after it came.
 */
import { readFileSync } from 'node:fs';
import type { WritingCall } from './mix/view.ts';
import type { FolderState } from './state.ts';

export interface Made {
  name: WritingCall;
  plan: string | null;
  input: Record<string, unknown>;
}

export type Line =
  | { kind: 'began'; call: Made }
  /** What a file will hold once the transaction under way is committed. */
  | { kind: 'commits'; file: string; digest: string }
  | { kind: 'answered'; fault: string | null; message: string; state: FolderState };

/** A call that was made, and what it committed on its way. */
export interface CallMade extends Made {
  commits: { file: string; digest: string }[];
}

export interface Answered extends CallMade {
  fault: string | null;
  message: string;
  state: FolderState;
}

export interface Ledger {
  answered: Answered[];
  /** The call that had not been answered when the process ended, or null. */
  inFlight: CallMade | null;
}

export function readLedger(file: string): Ledger {
  // A last line without its end was cut short.
  const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
  const ledger: Ledger = { answered: [], inFlight: null };
  for (const text of lines) {
    const line = JSON.parse(text) as Line;
    if (line.kind === 'began') ledger.inFlight = { ...line.call, commits: [] };
    else if (line.kind === 'commits') ledger.inFlight?.commits.push(line);
    else if (ledger.inFlight) {
      const { fault, message, state } = line;
      ledger.answered.push({ ...ledger.inFlight, fault, message, state });
      ledger.inFlight = null;
    }
  }
  return ledger;
}
