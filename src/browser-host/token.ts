/**
 * The keys to a run of the browser host.
 *
 * The launch token travels in an address, which process lists and histories show, so it works
 * once. It is exchanged for a session token that only the page that opened first ever holds.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

export interface Keys {
  /** The single-use token for the address's fragment. */
  readonly launch: string;
  /** Exchanges the launch token for the session token; null when it is wrong or was used before. */
  exchange(token: unknown): string | null;
  /** True for the session token, once it has been given out. */
  admits(token: unknown): boolean;
}

export function newKeys(): Keys {
  const launch = newToken();
  let session: string | null = null;
  return {
    launch,
    exchange(token) {
      if (session !== null || !sameToken(token, launch)) return null;
      session = newToken();
      return session;
    },
    admits: (token) => session !== null && sameToken(token, session),
  };
}

function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** Compares digests, so that neither the time taken nor the length tells anything. */
function sameToken(given: unknown, expected: string): boolean {
  return typeof given === 'string' && timingSafeEqual(digest(given), digest(expected));
}

function digest(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
