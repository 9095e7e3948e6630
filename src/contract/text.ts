/** Answers as JSON text, and the guard of a wire: what both hosts and the thread share. */
import type { Answer, Fault } from './call.ts';
import type { Wire } from './index.ts';

/** A refusal as a wire carries it. */
export function refusalText(fault: Fault): string {
  return JSON.stringify({ ok: false, fault } satisfies Answer);
}

/** The answer to an input that is no JSON text. */
export const UNREADABLE = refusalText({
  code: 'bad-input',
  message: 'What was sent cannot be read, so nothing was changed. Try again.',
  field: '',
});

/**
 * Guards a wire from callers that nobody has checked: what is not text answers
 * {@link UNREADABLE} and goes no further.
 */
export function textOnly(wire: Wire): (name: unknown, input: unknown) => Promise<string> {
  return (name, input) =>
    typeof name === 'string' && typeof input === 'string'
      ? wire(name, input)
      : Promise.resolve(UNREADABLE);
}
