/**
 * How the app reaches its backend: the Electron bridge where there is one,
 * otherwise the browser host that served the page. Nothing else in the app can tell which.
 *
 * It is the one place that turns inputs into JSON text and text into answers. Only text crosses,
 * so a Vue proxy in an input is read like any object, and both hosts carry the very same.
 *
 * `main.ts` imports this module before the router: the launch token arrives in the URL
 * fragment, and is taken out of it here before the router reads the fragment as a page.
 */
import type { Answer, Fault } from '../contract/call.ts';
import type { Call, Wire } from '../contract/index.ts';
import { refusalText } from '../contract/text.ts';

declare global {
  interface Window {
    /** The Electron host's bridge, exposed by its preload script. */
    tenure?: { call: Wire };
  }
}

/** Where the session token is kept: this tab only, so that a reload keeps working. */
const SESSION_KEY = 'tenure-session';
const LAUNCH_FRAGMENT = /^#launch=([\w-]+)$/;

const CLOSED: Fault = {
  code: 'internal',
  message:
    'Tenure is not running any more, so this was not done. Start Tenure again and use the window it opens. Everything saved before is kept.',
};
const ANOTHER_RUN: Fault = {
  code: 'refused',
  message:
    'This window belongs to an earlier run of Tenure, or was opened without its key. Close it, start Tenure again and use the window it opens.',
};

const launchToken = takeLaunchToken();
let connecting: Promise<Fault | null> | undefined;

/**
 * Exchanges the single-use launch token for this tab's session token, once.
 * Every call waits for it, so calling it is only needed to show a failed start at once.
 *
 * @returns null when connected, otherwise what went wrong, in words for the user
 */
export function connect(): Promise<Fault | null> {
  connecting ??= window.tenure ? Promise.resolve(null) : exchange();
  return connecting;
}

/** Makes a call. A backend that cannot be reached is a fault like any other. */
export const call = (async (name: string, input: unknown): Promise<Answer> => {
  const text = JSON.stringify(input);
  const trouble = await connect();
  if (trouble) return { ok: false, fault: trouble };
  try {
    const wire: Wire = window.tenure?.call ?? overHttp;
    return JSON.parse(await wire(name, text)) as Answer;
  } catch {
    return { ok: false, fault: CLOSED };
  }
  // The contract types what each name answers; the wire carries no types.
}) as Call;

function overHttp(name: string, input: string): Promise<string> {
  return post('/call', { name, input }, sessionStorage.getItem(SESSION_KEY));
}

function takeLaunchToken(): string | null {
  const token = LAUNCH_FRAGMENT.exec(location.hash)?.[1];
  if (token === undefined) return null;
  history.replaceState(history.state, '', location.pathname + location.search);
  return token;
}

async function exchange(): Promise<Fault | null> {
  if (launchToken === null) return sessionStorage.getItem(SESSION_KEY) ? null : ANOTHER_RUN;
  try {
    const answer = JSON.parse(await post('/session', { launch: launchToken }, null)) as Answer;
    if (!answer.ok) return ANOTHER_RUN;
    sessionStorage.setItem(SESSION_KEY, (answer.value as { session: string }).session);
    return null;
  } catch {
    return CLOSED;
  }
}

async function post(path: string, body: unknown, session: string | null): Promise<string> {
  const response = await fetch(path, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      ...(session ? { Authorization: `Bearer ${session}` } : {}),
    },
    body: JSON.stringify(body),
  });
  return response.status === 401 ? refusalText(ANOTHER_RUN) : response.text();
}
