/** The one door between the page and the backend. */
import { ipcMain, type IpcMainInvokeEvent } from 'electron';
import type { UntypedCall } from '../src/contract/index.ts';
import type { Answer } from '../src/contract/call.ts';
import { APP_ORIGIN } from './protocol.ts';

/** The only channel there is; the preload script knows it too. */
const CHANNEL = 'call';

const REFUSED: Answer = {
  ok: false,
  fault: { code: 'refused', message: 'Tenure answers only its own page.' },
};

/** Lets the app's own page make calls, and nobody else. The backend parses what it sends. */
export function openBridge(call: UntypedCall): void {
  ipcMain.handle(CHANNEL, (event, name: unknown, input: unknown) =>
    isOwnPage(event) ? call(name, input) : REFUSED,
  );
}

/** True for the main frame of the app's own page: not a frame in it, nor a page it was led to. */
function isOwnPage({ sender, senderFrame }: IpcMainInvokeEvent): boolean {
  return (
    senderFrame !== null && senderFrame === sender.mainFrame && senderFrame.origin === APP_ORIGIN
  );
}
