/** The backend over text, as its thread answers. */
import type { Wire } from '../contract/index.ts';
import { UNREADABLE } from '../contract/text.ts';
import type { Backend } from './index.ts';

/** Reads an input's text, makes the call, and writes its answer. What is no JSON is refused. */
export function wireOf({ call }: Backend): Wire {
  return async (name, input) => {
    let given: unknown;
    try {
      given = JSON.parse(input);
    } catch {
      return UNREADABLE;
    }
    return JSON.stringify(await call(name, given));
  };
}
