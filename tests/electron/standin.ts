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

/** Everything the host told Electron, in the order it did where that matters. */
export const told = {
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
  exitCode: null as number | null,
};

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
  readonly ready = Promise.withResolvers<null>();
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
  getAppPath(): string {
    return this.appPath;
  }
  requestSingleInstanceLock(): boolean {
    told.steps.push('lock');
    return this.isFirst;
  }
  whenReady(): Promise<null> {
    return this.ready.promise;
  }
  quit(): void {
    told.steps.push('quit');
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

class WebContents extends EventEmitter {
  readonly mainFrame = { origin: 'app://tenure' };
  printed = 0;
  windowOpenHandler: ((details: { url: string }) => { action: string }) | null = null;
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.windowOpenHandler = handler;
  }
  print(): void {
    this.printed += 1;
  }
}

export interface WindowOptions {
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
  constructor(options: WindowOptions) {
    super();
    this.options = options;
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
      told.steps.push('schemes');
      told.schemes.push(...schemes);
    },
    handle: (scheme: string, handler: (request: Request) => Promise<Response>): void => {
      told.protocols.set(scheme, handler);
    },
  };
}
export const protocol = protocolOf();
export const session = { defaultSession: new Session() };

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

export const dialog = {
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
