/**
 * The seam's vocabulary: what a call is, what it answers, and how it fails.
 *
 * The whole seam is a table of names (index.ts). A library call is about the
 * plans on this machine; a plan call names its plan; a plan command also names
 * the revision its page last saw, so a page that has fallen behind is refused
 * instead of overwriting what it has not seen.
 */
import { z } from 'zod';

// Zod would otherwise compile schemas with `new Function`, which the app's CSP refuses.
z.config({ jitless: true });

/** A plan's id: a UUID, never a path. */
export const planId = z.uuid();

/** The number of the plan's last journal entry that the page has seen; 0 before the first. */
export const revision = z.int().min(0);

export const FAULT_CODES = [
  'bad-input',
  'unknown-call',
  'not-found',
  'behind',
  'interrupted',
  'read-only',
  'refused',
  'already-open',
  'newer-file',
  'foreign-file',
  'damaged-file',
  'vanished',
  'too-large',
  'internal',
] as const;
export type FaultCode = (typeof FAULT_CODES)[number];

/**
 * What went wrong, in words for the person who asked: what happened, what was kept, what to do.
 *
 * Every code but one says that nothing was changed. After `interrupted` nobody knows: the backend
 * stopped in the middle and started again, so a page reads again what it shows.
 */
export interface Fault {
  code: FaultCode;
  message: string;
  /** The input's field, as a path such as `readings.3.asAt`. */
  field?: string;
}

/** What every call answers. Nothing throws across the seam. */
export type Answer<Value = unknown> =
  | { ok: true; value: Value; changed: readonly string[]; revision?: number }
  | { ok: false; fault: Fault };

declare const output: unique symbol;

/** One entry of the table: who it concerns, whether it may write, and what it takes. */
export interface CallType<
  Over extends 'library' | 'plan',
  Writes extends boolean,
  Input extends z.ZodType,
  Output,
> {
  readonly over: Over;
  readonly writes: Writes;
  readonly input: Input;
  /** Only for the type checker; never present at run time. */
  readonly [output]?: Output;
}

/** What a caller sends. */
export type InputOf<C> = C extends { readonly input: infer I extends z.ZodType }
  ? z.input<I>
  : never;

/** What a handler receives: the input once parsed. */
export type ParsedOf<C> = C extends { readonly input: infer I extends z.ZodType }
  ? z.output<I>
  : never;

/** What a call answers when it goes well. */
export type OutputOf<C> =
  C extends CallType<'library' | 'plan', boolean, z.ZodType, infer Output> ? Output : never;

const PLAN = { plan: planId };
const PLAN_AT_REVISION = { plan: planId, revision };

/** A call about the plans on this machine. It may change the library. */
export function libraryCall<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  const input = z.strictObject(shape);
  return {
    answers: <Output>(): CallType<'library', true, typeof input, Output> => ({
      over: 'library',
      writes: true,
      input,
    }),
  };
}

/** A call that reads a plan. */
export function planQuery<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  const input = z.strictObject({ ...PLAN, ...shape });
  return {
    answers: <Output>(): CallType<'plan', false, typeof input, Output> => ({
      over: 'plan',
      writes: false,
      input,
    }),
  };
}

/** A call that changes a plan: one transaction, one journal entry, undoable. */
export function planCommand<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  const input = z.strictObject({ ...PLAN_AT_REVISION, ...shape });
  return {
    answers: <Output>(): CallType<'plan', true, typeof input, Output> => ({
      over: 'plan',
      writes: true,
      input,
    }),
  };
}
