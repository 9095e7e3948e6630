/**
 * Stands in for the `electron` module where its binary cannot be had: it records what the desktop
 * host tells Electron, is as strict as Electron about it, and lets a test play Electron's part.
 * vitest.config.ts puts it in place.
 */
import { EventEmitter } from 'node:events';
import { statSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { bridged } from './contextBridge.ts';

/** An event that a listener may refuse. */
export interface RefusableEvent {
  defaultPrevented: boolean;
  preventDefault: () => void;
}

export function refusableEvent(): RefusableEvent {
  const event: RefusableEvent = {
    defaultPrevented: false,
    preventDefault: () => (event.defaultPrevented = true),
  };
  return event;
}

type Frame = { origin: string } | null;

const nothingTold = () => ({
  /** Names of the steps that only count before or after `ready`. */
  steps: [] as string[],
  switches: new Map<string, string>(),
  paths: new Map<string, string>(),
  schemes: [] as { scheme: string; privileges: Record<string, boolean> }[],
  protocols: new Map<string, (request: Request) => Promise<Response>>(),
  channels: new Map<string, Handler>(),
  /** What the page finds on its window, as it gets it. */
  exposed: new Map<string, unknown>(),
  invoked: [] as unknown[][],
  windows: [] as BrowserWindow[],
  menu: [] as MenuItem[],
  errorBoxes: [] as string[],
  messageBoxes: [] as MessageBox[],
  relaunched: 0,
  hardwareAcceleration: true,
  /** The titles of the folder dialogs shown. */
  folderDialogs: [] as string[],
  /** What somebody chooses in the next ones; a dialog without a choice is cancelled. */
  foldersToChoose: [] as string[],
  exitCode: null as number | null,
});

/** Everything the host told Electron, in the order it did where that matters. */
export const told = nothingTold();

/**
 * Begins a run of Electron: nothing is told, and it is not ready. Test files share a process, so
 * each begins with one. What a page finds on its window stays, for the preload script is loaded
 * once.
 */
export function newRun(): void {
  const { exposed } = told;
  Object.assign(told, nothingTold(), { exposed });
  app.reset();
  user.presses = 0;
  workAreas.splice(0, workAreas.length, { x: 0, y: 0, width: 1920, height: 1040 });
}

interface MessageBox {
  message: string;
  detail: string;
  buttons: string[];
}

interface MenuItem {
  role?: string;
  label?: string;
  accelerator?: string;
  click?: () => void;
  submenu?: MenuItem[];
}

/** The paths that `app.getPath` has, by its own types. */
const PATH_NAMES: ReadonlySet<string> = new Set([
  ...['home', 'appData', 'assets', 'userData', 'sessionData', 'temp', 'exe', 'module', 'desktop'],
  ...['documents', 'downloads', 'music', 'pictures', 'videos', 'recent', 'logs', 'crashDumps'],
]);

class App extends EventEmitter {
  isPackaged = true;
  /** Whether another copy is not running. */
  isFirst = true;
  appPath = process.cwd();
  isReady = false;
  #ready = Promise.withResolvers<null>();
  readonly commandLine = {
    appendSwitch: (name: string, value = ''): void => {
      told.steps.push(`switch ${name}`);
      told.switches.set(name, value);
    },
    getSwitchValue: (name: string): string => {
      const prefix = `--${name}=`;
      return process.argv.find((arg) => arg.startsWith(prefix))?.slice(prefix.length) ?? '';
    },
  };
  /** Throws where Electron does: for a name it does not know, and a folder that is not there. */
  setPath(name: string, path: string): void {
    if (!isAbsolute(path)) throw new Error('Path must be absolute');
    const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
    if (!PATH_NAMES.has(name) || !isFolder) throw new Error('Failed to set path');
    told.paths.set(name, path);
  }
  getVersion(): string {
    return '0.1.0';
  }
  disableHardwareAcceleration(): void {
    onlyBeforeReady('app.disableHardwareAcceleration()');
    told.hardwareAcceleration = false;
  }
  relaunch(): void {
    told.relaunched += 1;
  }
  reset(): void {
    this.removeAllListeners();
    this.isPackaged = true;
    this.isReady = false;
    this.#ready = Promise.withResolvers<null>();
  }
  /** Ends the wait of `whenReady`, as Electron does once. */
  becomeReady(): void {
    this.isReady = true;
    this.#ready.resolve(null);
  }
  getAppPath(): string {
    return this.appPath;
  }
  requestSingleInstanceLock(): boolean {
    told.steps.push('lock');
    return this.isFirst;
  }
  whenReady(): Promise<null> {
    return this.#ready.promise;
  }
  /** Closes the windows first, as Electron does. */
  quit(): void {
    told.steps.push('quit');
    for (const window of told.windows) window.tellClosing();
    const event = refusableEvent();
    this.emit('will-quit', event);
    if (!event.defaultPrevented) this.exit(0);
  }
  exit(code: number): void {
    told.exitCode = code;
    this.emit('standin-exit');
  }
}
export const app = new App();

/** @throws as Electron does for what it takes only before it is ready */
function onlyBeforeReady(what: string): void {
  if (app.isReady) throw new Error(`${what} can only be called before app is ready`);
}

/** @throws as Electron does for what is not there before it is ready */
function onlyOnceReady(what: string): void {
  if (!app.isReady) throw new Error(`${what} cannot be used before app is ready`);
}

class WebContents extends EventEmitter {
  readonly mainFrame = { origin: 'app://tenure' };
  printed = 0;
  reloaded = 0;
  windowOpenHandler: ((details: { url: string }) => { action: string }) | null = null;
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.windowOpenHandler = handler;
  }
  reload(): void {
    this.reloaded += 1;
  }
  print(): void {
    this.printed += 1;
  }
}

interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface WindowOptions extends Rectangle {
  show?: boolean;
  webPreferences: Record<string, unknown>;
}

export class BrowserWindow extends EventEmitter {
  readonly webContents = new WebContents();
  readonly loaded: string[] = [];
  readonly options: WindowOptions;
  shown = false;
  focused = false;
  minimized = false;
  maximized = false;
  closed = false;
  /** Where the user has moved it. */
  bounds: Rectangle;
  constructor(options: WindowOptions) {
    onlyOnceReady('BrowserWindow');
    super();
    this.options = options;
    const { x, y, width, height } = options;
    this.bounds = { x, y, width, height };
    told.windows.push(this);
  }
  static getAllWindows(): BrowserWindow[] {
    return told.windows;
  }
  static getFocusedWindow(): BrowserWindow | null {
    return told.windows.find((window) => window.focused) ?? null;
  }
  loadURL(url: string): Promise<void> {
    this.loaded.push(url);
    this.emit('ready-to-show');
    return Promise.resolve();
  }
  /** The user closes it. */
  close(): void {
    this.tellClosing();
    app.emit('window-all-closed');
  }
  tellClosing(): void {
    if (!this.closed) this.emit('close', refusableEvent());
    this.closed = true;
  }
  getNormalBounds(): Rectangle {
    return { ...this.bounds };
  }
  isMaximized(): boolean {
    return this.maximized;
  }
  maximize(): void {
    this.maximized = true;
  }
  isDestroyed(): boolean {
    return this.closed;
  }
  show(): void {
    this.shown = true;
  }
  focus(): void {
    this.focused = true;
  }
  isMinimized(): boolean {
    return this.minimized;
  }
  restore(): void {
    this.minimized = false;
  }
}

type Answer<Value> = (answer: Value) => void;

export class Session extends EventEmitter {
  requestFilter: ((details: { url: string }, answer: Answer<{ cancel: boolean }>) => void) | null =
    null;
  permissionRequest: ((page: unknown, permission: string, answer: Answer<boolean>) => void) | null =
    null;
  permissionCheck: ((page: unknown, permission: string) => boolean) | null = null;
  devicePermission: (() => boolean) | null = null;
  spellChecker = true;
  readonly protocol = protocolOf();
  readonly webRequest = {
    onBeforeRequest: (filter: NonNullable<Session['requestFilter']>): void => {
      this.requestFilter = filter;
    },
  };
  setPermissionRequestHandler(handler: NonNullable<Session['permissionRequest']>): void {
    this.permissionRequest = handler;
  }
  setPermissionCheckHandler(handler: NonNullable<Session['permissionCheck']>): void {
    this.permissionCheck = handler;
  }
  setDevicePermissionHandler(handler: () => boolean): void {
    this.devicePermission = handler;
  }
  setSpellCheckerEnabled(enabled: boolean): void {
    this.spellChecker = enabled;
  }
}

function protocolOf() {
  return {
    registerSchemesAsPrivileged: (schemes: typeof told.schemes): void => {
      onlyBeforeReady('protocol.registerSchemesAsPrivileged');
      told.steps.push('schemes');
      told.schemes.push(...schemes);
    },
    handle: (scheme: string, handler: (request: Request) => Promise<Response>): void => {
      told.protocols.set(scheme, handler);
    },
  };
}
export const protocol = protocolOf();
const defaultSession = new Session();
export const session = {
  get defaultSession(): Session {
    onlyOnceReady('session.defaultSession');
    return defaultSession;
  },
};

type Handler = (event: unknown, ...args: unknown[]) => unknown;

export const ipcMain = {
  handle: (channel: string, handler: Handler): void => {
    if (told.channels.has(channel)) {
      throw new Error(`Attempted to register a second handler for '${channel}'`);
    }
    told.channels.set(channel, handler);
  },
};

export const ipcRenderer = {
  /** Arguments and answer are cloned: a function, a symbol or a proxy in them throws. */
  invoke: (channel: string, ...args: unknown[]): Promise<unknown> => {
    const cloned = structuredClone(args);
    told.invoked.push([channel, ...cloned]);
    return invoked(channel, eventFrom(), cloned);
  },
};

async function invoked(channel: string, event: unknown, args: unknown[]): Promise<unknown> {
  const handler = told.channels.get(channel);
  try {
    if (!handler) throw new Error(`No handler registered for '${channel}'`);
    return structuredClone(await handler(event, ...args));
  } catch (error) {
    throw new Error(`Error invoking remote method '${channel}': ${String(error)}`, {
      cause: error,
    });
  }
}

export const contextBridge = {
  exposeInMainWorld: (name: string, what: unknown): void => {
    if (told.exposed.has(name)) {
      throw new Error('Cannot bind an API on top of an existing property on the window object');
    }
    told.exposed.set(name, bridged(what));
  },
};

export const Menu = {
  buildFromTemplate: (template: MenuItem[]): MenuItem[] => template,
  setApplicationMenu: (menu: MenuItem[]): void => {
    told.menu = menu;
  },
};

/** The screens there are; the first is the main one. A test puts others here. */
export const workAreas: Rectangle[] = [{ x: 0, y: 0, width: 1920, height: 1040 }];

export const screen = {
  getPrimaryDisplay: (): { workArea: Rectangle } => {
    onlyOnceReady('screen');
    return { workArea: workAreas[0]! };
  },
  /** The one with most of the rectangle on it, or the main one where it is on none. */
  getDisplayMatching: (rect: Rectangle): { workArea: Rectangle } => {
    onlyOnceReady('screen');
    const shares = workAreas.map((area) => shared(rect, area));
    return { workArea: workAreas[shares.indexOf(Math.max(...shares))]! };
  },
};

function shared(a: Rectangle, b: Rectangle): number {
  const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return Math.max(0, across) * Math.max(0, down);
}

/** What the user answers to message boxes: the button's number. */
export const user = { presses: 0 };

export const dialog = {
  showMessageBox: (...args: unknown[]): Promise<{ response: number }> => {
    onlyOnceReady('dialog.showMessageBox');
    told.messageBoxes.push(args.at(-1) as MessageBox);
    return Promise.resolve({ response: user.presses });
  },
  showOpenDialog: ({ title }: { title: string }) => {
    told.folderDialogs.push(title);
    const folder = told.foldersToChoose.shift();
    return Promise.resolve({
      canceled: folder === undefined,
      filePaths: folder === undefined ? [] : [folder],
    });
  },
  showErrorBox: (title: string, content: string): void => {
    told.errorBoxes.push(`${title}: ${content}`);
  },
};

/** What the preload script put on the page's window. */
export function exposedTenure(): { call: (...args: unknown[]) => Promise<unknown> } {
  return told.exposed.get('tenure') as ReturnType<typeof exposedTenure>;
}

/** Calls as a page's frame would, past the preload script: the app's own main frame unless another is given. */
export function callAs(
  name: unknown,
  input: unknown,
  frame?: Frame,
  mainFrame?: Frame,
): Promise<unknown> {
  return invoked('call', eventFrom(frame, mainFrame), structuredClone([name, input]));
}

function eventFrom(frame?: Frame, mainFrame: Frame = { origin: 'app://tenure' }) {
  return { sender: { mainFrame }, senderFrame: frame === undefined ? mainFrame : frame };
}
