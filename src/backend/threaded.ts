/**
 * The backend in a worker thread, so that a host stays responsive while SQL runs.
 *
 * The thread is given one call at a time. So when it dies, exactly one call was in hand, and only
 * of that one it is unknown whether it was saved: the calls behind it go to a new thread.
 */
import type { Fault } from '../contract/call.ts';
import type { Wire } from '../contract/index.ts';
import { refusalText } from '../contract/text.ts';
import type { Log } from './clock.ts';
import type { BackendOptions } from './index.ts';
import { startThread, type Asked, type Thread } from './oneThread.ts';

/** What crosses to the thread at its start: plain data only. */
export interface ThreadData extends Pick<
  BackendOptions,
  'folder' | 'appRoot' | 'who' | 'canChooseFolder'
> {
  /** The time it always is, as an ISO date and time: for tests. */
  at?: string;
}

export interface ThreadOptions extends ThreadData {
  /** The thread's code; a bundler puts it elsewhere. */
  threadFile?: URL;
  log?: Log;
  /** Told in words for the user when the backend is lost for this run. Calls say so too. */
  onLost?: (message: string) => void;
}

/** The backend as a host holds it: reached by text, and closed at the end. */
export interface BackendThread {
  call: Wire;
  /** Takes the second home for backups that the host was given; answers as a call does. */
  useSecondHome(folder: string): Promise<string>;
  /** Answers the calls made so far, and closes every plan cleanly. Calls after it answer a fault. */
  close(): Promise<void>;
}

const INTERRUPTED: Fault = {
  code: 'interrupted',
  message:
    'Tenure stopped in the middle of this and has started again. Everything saved before is ' +
    'kept. If this was a change, it may or may not have been saved: check before you do it again.',
};

const LOST: Fault = {
  code: 'internal',
  message:
    'Tenure’s own work has stopped unexpectedly and cannot go on: nothing more can be read or ' +
    'saved. What was saved is safe. Close Tenure and start it again. If you had just changed ' +
    'something, check it then.',
};

const CLOSING: Fault = { code: 'internal', message: 'Tenure is closing. Nothing was changed.' };

/**
 * Opens the backend in a thread of its own. A thread that dies is started again, once: what was
 * acknowledged is on disk, and the call in hand answers `interrupted`.
 *
 * @returns the backend once it is open. Once the second thread is dead too, every call answers a
 * fault that says so.
 * @throws when it cannot open, with the thread's own error.
 */
export async function openBackendThread(options: ThreadOptions): Promise<BackendThread> {
  const { threadFile = new URL('./thread.ts', import.meta.url), onLost = () => {} } = options;
  const { log = () => {}, folder, appRoot, who, canChooseFolder, at } = options;
  const data: ThreadData = { folder, appRoot, who, canChooseFolder, at };
  let restarted = false;
  let closing: Promise<void> | null = null;

  const start = () => startThread(threadFile, data, log, () => closing ?? (current = startAgain()));
  /** The thread that answers; null once it is lost. */
  let current: Promise<Thread | null> = start();
  await current;

  async function startAgain(): Promise<Thread | null> {
    if (!restarted) {
      restarted = true;
      try {
        return await start();
      } catch (error) {
        log('the backend’s thread could not be started again', error);
      }
    }
    onLost(LOST.message);
    return null;
  }

  async function answer(asked: Asked): Promise<string> {
    const thread = await current;
    const text = thread && (await thread.ask(asked));
    if (text !== null) return text;
    // The thread died with this call in hand, or there is none.
    return refusalText((await current) ? INTERRUPTED : LOST);
  }

  /** Settles when the newest call so far is answered. */
  let turn: Promise<unknown> = Promise.resolve();

  function inTurn(asked: Asked): Promise<string> {
    if (closing) return Promise.resolve(refusalText(CLOSING));
    const answered = turn.then(() => answer(asked));
    turn = answered;
    return answered;
  }

  return {
    call: (name, input) => inTurn({ kind: 'call', name, input }),
    useSecondHome: (chosen) => inTurn({ kind: 'second-home', folder: chosen }),
    close() {
      closing ??= turn.then(() => current).then((thread) => thread?.close());
      return closing;
    },
  };
}
