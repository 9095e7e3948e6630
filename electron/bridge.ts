/** The one door between the page and the backend. */
import { ipcMain, type IpcMainInvokeEvent } from 'electron';
import type { Wire } from '../src/contract/index.ts';
import { refusalText, textOnly } from '../src/contract/text.ts';
import { APP_ORIGIN } from './protocol.ts';

/** The only channel there is; the preload script knows it too. */
const CHANNEL = 'call';

const REFUSED = refusalText({
  code: 'refused',
  message: 'Tenure answers only its own page.',
});

/** Lets the app's own page make calls, and nobody else. Text is passed on as it is. */
export function openBridge(wire: Wire): void {
  const call = textOnly(wire);
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
