/**
 * A mix of every call that may change something, each with an input that fits what is there. A new
 * call of the contract has to join: the compiler and tests/soak/mix.test.ts both ask for it.
 */
import type { Answer, OutputOf } from '../../../src/contract/call.ts';
import type { Backend } from '../../../src/backend/index.ts';
import { calls, isCallName, type Calls } from '../../../src/contract/index.ts';
import { CHUNK_BYTES } from '../../../src/contract/library.ts';
import type { ImportKind } from '../../../src/domain/importing/fields.ts';
import { asyeInputs } from './asye.ts';
import type { Draw } from './draw.ts';
import { figureInputs } from './figures.ts';
import { libraryInputs } from './library.ts';
import { recordInputs } from './records.ts';
import {
  ask,
  HOSTS_OWN,
  readPlanView,
  type CopyFile,
  type Generators,
  type Hands,
  type PlanView,
  type View,
  type WritingCall,
} from './view.ts';

export const INPUTS: Generators<WritingCall> = {
  ...libraryInputs,
  ...figureInputs,
  ...recordInputs,
  ...asyeInputs,
};

/** The calls that the contract says may change something, but the one that a host answers itself. */
export const WRITING_CALLS = Object.keys(calls).filter(
  (name) => isCallName(name) && calls[name].writes && name !== HOSTS_OWN,
) as WritingCall[];

/** How often a call is tried beside one of weight 1: what goes on from an earlier call more often. */
const WEIGHTS: Partial<Record<WritingCall, number>> = {
  'upload.begin': 3,
  'upload.write': 8,
  'download.read': 8,
  'import.begin': 3,
  'import.rows': 5,
  'import.apply': 8,
  'library.receive': 6,
  'library.restoreCopy': 4,
  'history.undo': 4,
  'history.redo': 3,
  'worker.erase': 2,
  'workforce.start': 3,
  'member.add': 3,
  'library.list': 0.3,
  'library.report': 0.3,
  'library.addSample': 0.5,
};

const TOTAL_WEIGHT = WRITING_CALLS.reduce((sum, name) => sum + (WEIGHTS[name] ?? 1), 0);

function drawCall(draw: Draw): WritingCall {
  let left = (draw.int(0, 999_999) / 1_000_000) * TOTAL_WEIGHT;
  const drawn = WRITING_CALLS.find((name) => (left -= WEIGHTS[name] ?? 1) < 0);
  return drawn ?? WRITING_CALLS[0]!;
}

/** A call to make. */
export interface NextCall {
  name: WritingCall;
  input: Record<string, unknown>;
  /** The plan it is about, where it is about one. */
  plan: string | null;
}

export interface Mix {
  /** Draws the next call that can be made: the one wanted, where it can. */
  next(wanted?: WritingCall): Promise<NextCall>;
  /** Takes in what a call answered. */
  answered(call: NextCall, answer: Answer): void;
}

/** How often the mix goes to a plan other than its first, and to none larger than this. */
const ELSEWHERE = { share: 0.2, mostBytes: 3_000_000 };

/** No more files than this wait to be sent. */
const MOST_COPIES = 6;

/** Keeps what a call that went well left under way. */
function remember(hands: Hands, { name, input, plan }: NextCall, value: unknown): void {
  const as = <Name extends WritingCall>() => value as OutputOf<Calls[Name]>;
  switch (name) {
    case 'library.export': {
      const { download, bytes } = as<'library.export'>();
      hands.download = { id: download, plan: plan!, length: bytes, parts: [] };
      break;
    }
    case 'download.read': {
      const { bytes, last } = as<'download.read'>();
      const { plan: of, parts } = hands.download!;
      parts.push(Buffer.from(bytes, 'base64'));
      if (last) {
        hands.copies.push({ plan: of, bytes: Buffer.concat(parts) });
        if (hands.copies.length > MOST_COPIES) hands.copies.shift();
        hands.download = null;
      }
      break;
    }
    case 'upload.begin': {
      // The next upload sends another copy.
      const copy = hands.copies.shift()!;
      hands.copies.push(copy);
      hands.upload = { id: as<'upload.begin'>().upload, copy, sent: 0 };
      break;
    }
    case 'upload.write':
      hands.upload!.sent += CHUNK_BYTES;
      break;
    case 'import.begin': {
      const kind = input.kind as ImportKind;
      hands.staged = { id: as<'import.begin'>().import, plan: plan!, kind, chunks: 0 };
      break;
    }
    case 'import.rows':
      hands.staged!.chunks += 1;
      break;
    default:
      letGo(hands, name);
  }
}

/** What a call ends, or is refused because it has ended. */
function letGo(hands: Hands, name: WritingCall): void {
  if (name === 'download.read') hands.download = null;
  if (['upload.write', 'library.receive', 'library.restoreCopy'].includes(name)) {
    hands.upload = null;
  }
  if (['import.rows', 'import.apply', 'import.cancel'].includes(name)) hands.staged = null;
}

/**
 * @param home - the plan that most calls are about.
 * @param copies - files that other machines have sent.
 */
export function openMix(
  call: Backend['call'],
  draw: Draw,
  { today, home, copies }: { today: string; home: string; copies: readonly CopyFile[] },
): Mix {
  const hands: Hands = { copies: [...copies], upload: null, download: null, staged: null };
  const known = new Map<string, PlanView>();

  async function planView(plan: string): Promise<PlanView> {
    const { revision } = await ask(call, 'history.standing', { plan });
    const before = known.get(plan);
    if (before?.revision === revision) {
      return { ...before, backups: await ask(call, 'library.backups', { plan }) };
    }
    const now = await readPlanView(call, plan);
    known.set(plan, now);
    return now;
  }

  async function look(): Promise<View> {
    const library = await ask(call, 'library.list', {});
    const atHome = library.plans.find(({ plan }) => plan === home);
    const small = library.plans.filter(({ bytes }) => bytes < ELSEWHERE.mostBytes);
    const { plan } = atHome && !draw.chance(ELSEWHERE.share) ? atHome : draw.pick(small);
    return { ...(await planView(plan)), today, library, hands };
  }

  function made(name: WritingCall, view: View): NextCall | null {
    const input: object | null = INPUTS[name](view, draw);
    if (input === null) return null;
    const ofPlan = calls[name].over === 'plan';
    const full = ofPlan ? { plan: view.plan, revision: view.revision, ...input } : { ...input };
    const plan = 'plan' in full && typeof full.plan === 'string' ? full.plan : null;
    return { name, input: full, plan };
  }

  async function next(wanted?: WritingCall): Promise<NextCall> {
    const view = await look();
    const first = wanted ? made(wanted, view) : null;
    if (first) return first;
    for (;;) {
      const drawn = made(drawCall(draw), view);
      if (drawn) return drawn;
    }
  }

  return {
    next,
    answered(made, answer) {
      if (answer.ok) remember(hands, made, answer.value);
      else letGo(hands, made.name);
    },
  };
}
