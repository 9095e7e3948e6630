/** What a plan and the library hold just now: what the next call of the mix is made from. */
import type { Benchmark } from '../../../src/contract/benchmark.ts';
import type { InputOf, OutputOf } from '../../../src/contract/call.ts';
import type { JournalEntry } from '../../../src/contract/history.ts';
import type { KeptReturn } from '../../../src/contract/imports.ts';
import type { Backend } from '../../../src/backend/index.ts';
import type { CallName, Calls } from '../../../src/contract/index.ts';
import type { Backup, Library } from '../../../src/contract/library.ts';
import type { Scenario } from '../../../src/contract/projection.ts';
import type { AsyeRecords } from '../../../src/domain/asye/types.ts';
import type { IsoDate } from '../../../src/domain/calendar.ts';
import type { PlanFigures } from '../../../src/domain/figures.ts';
import type { ImportKind } from '../../../src/domain/importing/fields.ts';
import type { PlanRecords } from '../../../src/domain/records/types.ts';
import type { Draw } from './draw.ts';

/** A plan's file as it was sent or exported. */
export interface CopyFile {
  plan: string;
  bytes: Buffer;
}

/** What earlier calls left under way. */
export interface Hands {
  copies: CopyFile[];
  upload: { id: string; copy: CopyFile; sent: number } | null;
  download: { id: string; plan: string; length: number; parts: Buffer[] } | null;
  staged: { id: string; plan: string; kind: ImportKind; chunks: number } | null;
}

/** One plan's contents. */
export interface PlanView {
  plan: string;
  revision: number;
  figures: PlanFigures;
  records: PlanRecords;
  asye: AsyeRecords;
  benchmark: Benchmark;
  scenarios: Scenario[];
  returns: KeptReturn[];
  /** The newest entries, newest first. */
  entries: JournalEntry[];
  backups: Backup[];
}

export interface View extends PlanView {
  today: IsoDate;
  library: Library;
  hands: Hands;
}

/** The call that shows a folder dialog: a host answers it, and the backend only refuses it. */
export const HOSTS_OWN = 'secondHome.choose';

/** The names of the calls that may change something. */
export type WritingCall = Exclude<
  { [Name in CallName]: Calls[Name]['writes'] extends true ? Name : never }[CallName],
  typeof HOSTS_OWN
>;

/** A call's input; that of a plan's command without the plan and the revision, which the mix adds. */
export type Sent<C> = C extends { readonly over: 'plan' }
  ? Omit<InputOf<C>, 'plan' | 'revision'>
  : InputOf<C>;

/** Makes the input of each call from what is there; null where there is nothing to do it to. */
export type Generators<Names extends WritingCall> = {
  readonly [Name in Names]: (view: View, draw: Draw) => Sent<Calls[Name]> | null;
};

/** The value of a query, or an error that names it. */
export async function ask<Name extends CallName>(
  call: Backend['call'],
  name: Name,
  input: InputOf<Calls[Name]>,
): Promise<OutputOf<Calls[Name]>> {
  const answer = await call(name, input);
  if (!answer.ok) throw new Error(`${name}: ${answer.fault.code}: ${answer.fault.message}`);
  return answer.value as OutputOf<Calls[Name]>;
}

const ENTRIES_SEEN = 12;

/** Reads everything there is to know of a plan. */
export async function readPlanView(call: Backend['call'], plan: string): Promise<PlanView> {
  const { revision } = await ask(call, 'history.standing', { plan });
  const { entries } = await ask(call, 'history.list', { plan, limit: ENTRIES_SEEN });
  return {
    plan,
    revision,
    figures: await ask(call, 'figures.read', { plan }),
    records: await ask(call, 'records.read', { plan }),
    asye: await ask(call, 'asye.read', { plan }),
    benchmark: await ask(call, 'benchmark.read', { plan }),
    scenarios: await ask(call, 'scenario.list', { plan }),
    returns: await ask(call, 'returns.read', { plan }),
    backups: await ask(call, 'library.backups', { plan }),
    entries,
  };
}
