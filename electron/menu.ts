/** The menu: what the page cannot offer itself. */
import { app, BrowserWindow, Menu, type MenuItemConstructorOptions } from 'electron';

export function setMenu(): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(template()));
}

function template(): MenuItemConstructorOptions[] {
  const mac: MenuItemConstructorOptions[] =
    process.platform === 'darwin' ? [{ role: 'appMenu' }] : [];
  return [
    ...mac,
    {
      label: 'File',
      submenu: [
        { label: 'Print…', accelerator: 'CmdOrCtrl+P', click: print },
        { type: 'separator' },
        { role: process.platform === 'darwin' ? 'close' : 'quit' },
      ],
    },
    // The page sees a key first: Ctrl+Z undoes a change to the plan unless somebody is typing.
    { role: 'editMenu' },
    {
      label: 'View',
      submenu: [
        { role: 'reload' },
        { type: 'separator' },
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'togglefullscreen' },
        ...developerItems(),
      ],
    },
    { role: 'windowMenu' },
  ];
}

function developerItems(): MenuItemConstructorOptions[] {
  if (app.isPackaged) return [];
  return [{ type: 'separator' }, { role: 'toggleDevTools' }];
}

function print(): void {
  BrowserWindow.getFocusedWindow()?.webContents.print();
}
