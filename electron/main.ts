/** The desktop host. It reads from top to bottom as what happens, in order. */
import { join, resolve } from 'node:path';
import { app, BrowserWindow, dialog, session } from 'electron';
import { startIn } from '../src/backend/startFolder.ts';
import { makeFolder } from '../src/backend/storage.ts';
import { openBackendThread } from '../src/backend/threaded.ts';
import { listAppFiles } from '../src/hosts/appFiles.ts';
import { defaultDataFolder, localFolder } from '../src/hosts/dataFolder.ts';
import { requireRuntime } from '../src/hosts/runtime.ts';
import { openBridge } from './bridge.ts';
import { withFolderDialog } from './folderDialog.ts';
import { cutOffNetwork, lockSession } from './lockdown.ts';
import { setMenu } from './menu.ts';
import { handleAppScheme, registerAppScheme } from './protocol.ts';
import { fallBackFromGraphics } from './recovery.ts';
import { openWindow } from './window.ts';

try {
  prepare();
} catch (error) {
  giveUp(error as Error);
}

/** What Electron takes only before it is ready. */
function prepare(): void {
  const data = dataFolder();
  // Electron's own files too: the default is a folder that roams between machines. Electron
  // refuses a folder that is not there yet.
  startIn(data, () => makeFolder(windowFolder(data)));
  app.setPath('userData', windowFolder(data));
  if (!app.requestSingleInstanceLock()) return app.quit();
  registerAppScheme();
  cutOffNetwork();
  fallBackFromGraphics(join(windowFolder(data), 'graphics-failed'));
  app.on('second-instance', showWindow);
  app.on('window-all-closed', () => app.quit());
  void app
    .whenReady()
    .then(() => start(data))
    .catch(giveUp);
}

async function start(data: string): Promise<void> {
  requireRuntime();
  const root = app.getAppPath();
  const backend = await openBackendThread({
    folder: data,
    appRoot: root,
    threadFile: new URL('thread.js', import.meta.url),
    canChooseFolder: true,
    log: console.error,
    onLost: (message) => dialog.showErrorBox('Tenure has stopped', message),
  });
  closeBeforeQuitting(backend.close);
  handleAppScheme(session.defaultSession, listAppFiles(join(root, 'dist/app')));
  lockSession(session.defaultSession);
  openBridge(withFolderDialog(backend));
  setMenu();
  await openWindow(
    join(import.meta.dirname, 'preload.cjs'),
    join(windowFolder(data), 'place.json'),
  );
}

/** What is the window's and not the plans'. */
function windowFolder(data: string): string {
  return join(data, 'window');
}

/** `--data=<folder>`, as `npm start` passes it on, or the machine's default. */
function dataFolder(): string {
  const given = app.commandLine.getSwitchValue('data');
  return given ? localFolder(resolve(given)) : defaultDataFolder();
}

function showWindow(): void {
  const [window] = BrowserWindow.getAllWindows();
  if (window?.isMinimized()) window.restore();
  window?.focus();
}

/** Plans are closed properly before the process ends, which Electron does not wait for. */
function closeBeforeQuitting(close: () => Promise<void>): void {
  app.once('will-quit', (event) => {
    event.preventDefault();
    void close().finally(() => app.exit(0));
  });
}

function giveUp(error: Error): void {
  dialog.showErrorBox('Tenure could not start', error.message);
  app.exit(1);
}
