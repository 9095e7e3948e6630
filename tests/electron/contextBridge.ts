/**
 * Electron's `contextBridge` as strict as it is: what crosses between the page's world and the
 * preload script's is copied value by value, and what cannot be copied throws.
 */
import { types } from 'node:util';

/** As Electron has it. */
const DEEPEST = 1000;

/** The kinds of object whose own properties are copied one by one; Electron refuses a proxy. */
function isPlain(value: object): boolean {
  return (
    !types.isProxy(value) &&
    !types.isDate(value) &&
    !types.isRegExp(value) &&
    !types.isMap(value) &&
    !types.isSet(value) &&
    !types.isWeakMap(value) &&
    !types.isWeakSet(value) &&
    !types.isBoxedPrimitive(value) &&
    !types.isAnyArrayBuffer(value) &&
    !ArrayBuffer.isView(value)
  );
}

/**
 * A value as the other world gets it. Primitives pass, symbols too; functions and promises are
 * stood in for; of an error only the message crosses; plain arrays and objects are copied; the
 * rest goes through the structured clone.
 *
 * @throws DataCloneError for a Vue proxy and whatever else cannot be cloned, as Electron does
 */
export function bridged(value: unknown, depth = 0): unknown {
  if (depth >= DEEPEST) throw new TypeError('Electron contextBridge recursion depth exceeded.');
  if (typeof value === 'function') return bridgedFunction(value as (...args: unknown[]) => unknown);
  if (typeof value !== 'object' || value === null) return value;
  if (types.isPromise(value)) {
    return value.then(
      (result) => bridged(result),
      (error: unknown) => Promise.reject(bridged(error) as Error),
    );
  }
  if (value instanceof Error) return new Error(value.message);
  if (!isPlain(value)) return structuredClone(value);
  if (Array.isArray(value)) return value.map((item) => bridged(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, bridged(item, depth + 1)]),
  );
}

/** A function across the bridge: its arguments are copied in, and its answer out. */
function bridgedFunction(inner: (...args: unknown[]) => unknown) {
  return (...args: unknown[]): unknown => bridged(inner(...args.map((arg) => bridged(arg))));
}
