/** Reading a request's JSON body under a cap. */
import type { IncomingMessage } from 'node:http';
import type { Fault } from '../contract/call.ts';

/** The largest body accepted, in bytes: a chunk of 1 MiB in base64 fits with room to spare. */
export const MAX_BODY_BYTES = 4 * 1024 * 1024;

export type Body =
  { ok: true; value: Record<string, unknown> } | { ok: false; status: number; fault: Fault };

/** Reads a JSON object. It keeps nothing once the body is larger than the cap. */
export async function readJson(request: IncomingMessage): Promise<Body> {
  if (!/^application\/json(; *charset=utf-8)?$/i.test(request.headers['content-type'] ?? '')) {
    return refusal(415, 'bad-input', 'Only JSON is accepted here.');
  }
  if (Number(request.headers['content-length'] ?? 0) > MAX_BODY_BYTES) return tooLarge();
  const chunks: Buffer[] = [];
  let bytes = 0;
  // Destroying the request on the way out would take the answer's connection with it.
  const incoming: AsyncIterable<Buffer> = request.iterator({ destroyOnReturn: false });
  for await (const chunk of incoming) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) return tooLarge();
    chunks.push(chunk);
  }
  return parsed(Buffer.concat(chunks).toString('utf8'));
}

function parsed(text: string): Body {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return { ok: true, value: value as Record<string, unknown> };
    }
  } catch {
    // Answered below, as for JSON that is not an object.
  }
  return refusal(400, 'bad-input', 'The request could not be read.');
}

function tooLarge(): Body {
  return refusal(413, 'too-large', 'That is larger than 4 MB, so it was not accepted.');
}

function refusal(status: number, code: Fault['code'], message: string): Body {
  return { ok: false, status, fault: { code, message } };
}
