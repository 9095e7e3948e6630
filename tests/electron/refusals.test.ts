/** Each thing the desktop host must refuse, tried against what it told Electron. */
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Session as ElectronSession } from 'electron';
import { openBridge } from '../../electron/bridge.ts';
import { cutOffNetwork, lockSession } from '../../electron/lockdown.ts';
import { setMenu } from '../../electron/menu.ts';
import { handleAppScheme, registerAppScheme } from '../../electron/protocol.ts';
import { openWindow } from '../../electron/window.ts';
import { listAppFiles } from '../../src/hosts/appFiles.ts';
import { CONTENT_SECURITY_POLICY } from '../../src/hosts/headers.ts';
import { app, callAs, exposedTenure, newRun, refusableEvent, Session, told } from './standin.ts';

const faultOf = (answer: unknown) => {
  const { fault } = JSON.parse(String(answer)) as { fault?: { code: string } };
  return fault?.code;
};

/** The stand-in has the part of Electron's session that the host uses. */
const asElectron = (session: Session) => session as unknown as ElectronSession;

beforeAll(() => {
  newRun();
  registerAppScheme();
  app.becomeReady();
});

describe('the window', () => {
  const open = async () => {
    await openWindow('/preload.cjs', '/nowhere/place.json');
    return told.windows.at(-1)!;
  };

  it('runs the page in a sandbox, apart from the preload script, without Node', async () => {
    const { options } = await open();
    expect(options.webPreferences).toEqual({
      preload: '/preload.cjs',
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
    });
  });

  it('loads the app, and shows itself once there is something to see', async () => {
    const window = await open();
    expect(window.loaded).toEqual(['app://tenure/']);
    expect(window.options.show).toBe(false);
    expect(window.shown).toBe(true);
  });

  it.each(['will-frame-navigate', 'will-redirect', 'will-attach-webview'])(
    'refuses %s',
    async (name) => {
      const { webContents } = await open();
      const event = refusableEvent();
      webContents.emit(name, event, 'https://example.com/');
      expect(event.defaultPrevented).toBe(true);
    },
  );

  it.each(['https://example.com/', 'app://tenure/', 'about:blank'])(
    'refuses a new window for %s',
    async (url) => {
      const { webContents } = await open();
      expect(webContents.windowOpenHandler?.({ url })).toEqual({ action: 'deny' });
    },
  );
});

describe('the session', () => {
  const locked = () => {
    const session = new Session();
    lockSession(asElectron(session));
    return session;
  };

  it.each([
    'http://127.0.0.1:8080/',
    'https://example.com/beacon',
    'ws://example.com/',
    'wss://example.com/',
    'ftp://example.com/',
    'file:///etc/passwd',
    'chrome-extension://abc/script.js',
    'appx://tenure/',
  ])('blocks a request to %s', (url) => {
    const answer = vi.fn();
    locked().requestFilter?.({ url }, answer);
    expect(answer).toHaveBeenCalledExactlyOnceWith({ cancel: true });
  });

  it.each(['app://tenure/assets/index.js', 'blob:app://tenure/1', 'data:image/png;base64,AA'])(
    'lets %s through',
    (url) => {
      const answer = vi.fn();
      locked().requestFilter?.({ url }, answer);
      expect(answer).toHaveBeenCalledExactlyOnceWith({ cancel: false });
    },
  );

  it.each([
    'media',
    'geolocation',
    'notifications',
    'clipboard-read',
    'openExternal',
    'fileSystem',
  ])('refuses the permission %s, asked for or looked up', (permission) => {
    const session = locked();
    const answer = vi.fn();
    session.permissionRequest?.({}, permission, answer);
    expect(answer).toHaveBeenCalledExactlyOnceWith(false);
    expect(session.permissionCheck?.({}, permission)).toBe(false);
  });

  it('refuses devices, and never looks for a spelling dictionary', () => {
    const session = locked();
    expect(session.devicePermission?.()).toBe(false);
    expect(session.spellChecker).toBe(false);
  });

  it.each([
    ['https://example.com/plan.exe', true],
    ['blob:app://tenure/1', false],
  ])('a download from %s is refused: %s', (url, refused) => {
    const event = refusableEvent();
    locked().emit('will-download', event, { getURL: () => url });
    expect(event.defaultPrevented).toBe(refused);
  });

  it('keeps Chromium itself from the network', () => {
    cutOffNetwork();
    expect(told.switches.get('host-resolver-rules')).toBe('MAP * ~NOTFOUND');
    expect([...told.switches.keys()]).toEqual(
      expect.arrayContaining([
        'disable-background-networking',
        'disable-component-update',
        'no-proxy-server',
      ]),
    );
  });
});

describe('the app scheme', () => {
  let folder: string;
  let ask: (url: string, method?: string) => Promise<Response>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tenure-app-'));
    await mkdir(join(folder, 'app/assets'), { recursive: true });
    await writeFile(join(folder, 'app/index.html'), '<!doctype html>');
    await writeFile(join(folder, 'app/assets/worker.js'), 'onmessage = null');
    await writeFile(join(folder, 'app/.env'), 'secret');
    await writeFile(join(folder, 'secret.txt'), 'secret');
    const session = new Session();
    handleAppScheme(asElectron(session), listAppFiles(join(folder, 'app')));
    ask = (url, method = 'GET') => told.protocols.get('app')!(new Request(url, { method }));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('is a secure origin that bypasses no policy', () => {
    expect(told.schemes).toEqual([
      { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
    ]);
  });

  it.each([
    ['app://tenure/', 'text/html; charset=utf-8'],
    ['app://tenure/assets/worker.js?v=1', 'text/javascript; charset=utf-8'],
  ])('answers %s with its type', async (url, type) => {
    const response = await ask(url);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(type);
  });

  it.each([
    'app://tenure/../secret.txt',
    'app://tenure/..%2fsecret.txt',
    'app://tenure/%2e%2e/secret.txt',
    'app://tenure/assets/..%5c..%5csecret.txt',
    'app://tenure//etc/passwd',
    'app://tenure/.env',
    'app://tenure/%00',
    'app://tenure/%',
    'app://tenure/assets',
    'app://other/index.html',
  ])('has nothing at %s', async (url) => {
    const response = await ask(url);
    expect(response.status).toBe(404);
    expect(await response.text()).toBe('There is nothing here.');
  });

  it('answers GET only', async () => {
    expect((await ask('app://tenure/', 'POST')).status).toBe(404);
  });

  it.each(['app://tenure/', 'app://tenure/assets/worker.js', 'app://tenure/nothing'])(
    'puts the policy on %s',
    async (url) => {
      const { headers } = await ask(url);
      expect(headers.get('content-security-policy')).toBe(CONTENT_SECURITY_POLICY);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    },
  );
});

describe('the bridge', () => {
  const call = vi.fn(() => Promise.resolve('answered'));
  beforeAll(() => openBridge(call));

  it('has one channel', () => {
    expect([...told.channels.keys()]).toEqual(['call']);
  });

  it('passes on what the page sends', async () => {
    await expect(callAs('library.list', '{}')).resolves.toBe('answered');
    expect(call).toHaveBeenLastCalledWith('library.list', '{}');
  });

  it.each([
    ['library.list', {}],
    ['library.list', undefined],
    ['library.list', ['{}']],
    [null, '{}'],
    [{ toString: 'library.list' }, '{}'],
  ])('refuses what is no text: %j, %j', async (name, input) => {
    call.mockClear();
    expect(faultOf(await callAs(name, input))).toBe('bad-input');
    expect(call).not.toHaveBeenCalled();
  });

  it.each([
    ['a frame inside the page', { origin: 'app://tenure' }],
    ['no frame, because it is gone', null],
  ])('refuses %s', async (_who, frame) => {
    call.mockClear();
    expect(faultOf(await callAs('library.list', '{}', frame))).toBe('refused');
    expect(call).not.toHaveBeenCalled();
  });

  it.each(['https://example.com', 'http://tenure', 'app://other', 'null', 'file://'])(
    'refuses a main frame of %s',
    async (origin) => {
      call.mockClear();
      const answer = await callAs('library.list', '{}', undefined, { origin });
      expect(faultOf(answer)).toBe('refused');
      expect(call).not.toHaveBeenCalled();
    },
  );
});

describe('the preload script', () => {
  it('exposes exactly tenure.call', async () => {
    await import('../../electron/preload.ts');
    expect([...told.exposed.keys()]).toEqual(['tenure']);
    expect(Object.keys(exposedTenure())).toEqual(['call']);
    // Nothing beyond the name and input gets across, whatever the page passes.
    await exposedTenure().call('library.list', '{}', 'extra');
    expect(told.invoked).toEqual([['call', 'library.list', '{}']]);
  });

  it.each([[{}], [undefined], [7], [['{}']], [() => '{}'], [Symbol('{}')]])(
    'lets no %o through as an input',
    async (input) => {
      told.invoked.length = 0;
      expect(faultOf(await exposedTenure().call('library.list', input))).toBe('bad-input');
      expect(told.invoked).toEqual([]);
    },
  );
});

describe('the menu', () => {
  const items = () => told.menu.flatMap((menu) => [menu, ...(menu.submenu ?? [])]);

  it('prints the page', () => {
    setMenu();
    const window = told.windows[0]!;
    window.focused = true;
    items()
      .find(({ label }) => label === 'Print…')
      ?.click?.();
    expect(window.webContents.printed).toBe(1);
  });

  it('loads the page again, packaged or not, by a key as well', () => {
    setMenu();
    // The role brings its own words and keys: Ctrl+R, Cmd+R.
    expect(items().filter(({ role }) => role === 'reload')).toHaveLength(1);
    expect(items().some(({ role }) => role === 'forceReload')).toBe(false);
  });

  it('offers developer tools only where the app is run from its sources', () => {
    setMenu();
    expect(items().some(({ role }) => role === 'toggleDevTools')).toBe(false);
    app.isPackaged = false;
    setMenu();
    expect(items().some(({ role }) => role === 'toggleDevTools')).toBe(true);
    app.isPackaged = true;
  });
});
