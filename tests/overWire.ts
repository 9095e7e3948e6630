/** Calls over a wire as the page makes them: input and answer as JSON text. */
import type { Answer } from '../src/contract/call.ts';
import type { Wire } from '../src/contract/index.ts';

export function overWire(wire: Wire): (name: string, input: unknown) => Promise<Answer> {
  return async (name, input) => JSON.parse(await wire(name, JSON.stringify(input))) as Answer;
}
