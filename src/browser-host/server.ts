/**
 * The app over HTTP on 127.0.0.1, for one page of one browser on this machine.
 *
 * Any page of any site can send requests to a loopback port, so each request is checked:
 * Host (a rebinding attack carries its own name), Origin, and the session token. There is no
 * CORS header, so no other origin can read an answer.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Answer, Fault } from '../contract/call.ts';
import type { Wire } from '../contract/index.ts';
import { refusalText, textOnly } from '../contract/text.ts';
import { SECURITY_HEADERS } from '../hosts/headers.ts';
import { readJson } from './body.ts';
import { newKeys, type Keys } from './token.ts';

const LOOPBACK = '127.0.0.1';

/** Answers a request for a page or one of its files. */
export type Pages = (request: IncomingMessage, response: ServerResponse) => void;

export interface HostOptions {
  call: Wire;
  pages: Pages;
  /** 0 lets the system choose a free one. */
  port?: number;
}

export interface BrowserHost {
  /** Where the app is, with the launch token: works once. */
  address: string;
  origin: string;
  server: Server;
  close(): Promise<void>;
}

interface Context extends HostOptions {
  keys: Keys;
  host: string;
}

/**
 * Starts listening.
 *
 * @throws when the port is taken or not allowed
 */
export async function startHost(options: HostOptions): Promise<BrowserHost> {
  const context: Context = { ...options, keys: newKeys(), host: '' };
  const server = createServer((request, response) => {
    answer(context, request, response).catch(() => {
      if (response.headersSent) response.destroy();
      else
        refuse(response, 500, fault('internal', 'Tenure could not answer. Nothing was changed.'));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, LOOPBACK, resolve);
  });
  context.host = `${LOOPBACK}:${(server.address() as AddressInfo).port}`;
  const origin = `http://${context.host}`;
  return {
    address: `${origin}/#launch=${context.keys.launch}`,
    origin,
    server,
    close: () => stop(server),
  };
}

async function answer(
  context: Context,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
  const wrong = wrongDoor(context, request);
  if (wrong) return refuse(response, wrong.status, wrong.fault);
  if (request.method === 'GET' || request.method === 'HEAD') {
    return context.pages(request, response);
  }
  if (request.url === '/call') return answerCall(context, request, response);
  if (request.url === '/session') return answerSession(context, request, response);
  refuse(response, 404, fault('not-found', 'There is nothing here.'));
}

/** What is wrong with who asks, or how; null when nothing is. */
function wrongDoor(
  { host }: Context,
  { headers, method }: IncomingMessage,
): { status: number; fault: Fault } | null {
  if (headers.host !== host) {
    return { status: 421, fault: fault('refused', 'Tenure answers only at its own address.') };
  }
  const reads = method === 'GET' || method === 'HEAD';
  if (!reads && method !== 'POST') {
    return { status: 405, fault: fault('refused', 'That method is not accepted.') };
  }
  // A page always sends its Origin with a POST; a browser leaves it out of most reads.
  const expected = `http://${host}`;
  if (headers.origin !== expected && !(reads && headers.origin === undefined)) {
    return { status: 403, fault: fault('refused', 'Tenure answers only its own page.') };
  }
  return null;
}

async function answerCall(
  { call, keys }: Context,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [, token] = /^Bearer ([\w-]+)$/.exec(request.headers.authorization ?? '') ?? [];
  if (!keys.admits(token)) return refuseToken(response);
  const body = await readJson(request);
  if (!body.ok) return refuse(response, body.status, body.fault);
  send(response, 200, await textOnly(call)(body.value.name, body.value.input));
}

async function answerSession(
  { keys }: Context,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readJson(request);
  if (!body.ok) return refuse(response, body.status, body.fault);
  const session = keys.exchange(body.value.launch);
  if (session === null) return refuseToken(response);
  const answer: Answer = { ok: true, value: { session }, changed: [] };
  send(response, 200, JSON.stringify(answer));
}

function refuseToken(response: ServerResponse): void {
  refuse(response, 401, fault('refused', 'This window does not hold the key to this run.'));
}

function refuse(response: ServerResponse, status: number, why: Fault): void {
  send(response, status, refusalText(why));
}

/** @param text - the answer's JSON, sent as it is */
function send(response: ServerResponse, status: number, text: string): void {
  response.statusCode = status;
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  response.end(text);
}

function fault(code: Fault['code'], message: string): Fault {
  return { code, message };
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
