/** The one window: the app's page, which can neither leave nor open another. */
import { BrowserWindow } from 'electron';
import { keepPlace, placeToOpen } from './place.ts';
import { APP_ORIGIN } from './protocol.ts';
import { reloadWhenGone } from './recovery.ts';

/**
 * @param preload - the bundled preload script
 * @param placeFile - where the window's place is kept between runs
 */
export async function openWindow(preload: string, placeFile: string): Promise<BrowserWindow> {
  const { bounds, maximized } = placeToOpen(placeFile);
  const window = new BrowserWindow({
    title: 'Tenure',
    ...bounds,
    minWidth: 320,
    minHeight: 400,
    show: false,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    },
  });
  keepOnPage(window);
  keepPlace(window, placeFile);
  reloadWhenGone(window);
  window.once('ready-to-show', () => {
    if (maximized) window.maximize();
    window.show();
  });
  await window.loadURL(`${APP_ORIGIN}/`);
  return window;
}

/** The router moves within the page, which is no navigation; whatever else would leave it. */
function keepOnPage({ webContents }: BrowserWindow): void {
  webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
  webContents.on('will-frame-navigate', (event) => event.preventDefault());
  webContents.on('will-redirect', (event) => event.preventDefault());
  webContents.on('will-attach-webview', (event) => event.preventDefault());
}
