import { describe, expect, it } from 'vitest';
import { defaultDataFolder, localFolder } from '../../src/hosts/dataFolder.ts';
import { requireRuntime } from '../../src/hosts/runtime.ts';

describe('the default data folder', () => {
  it.each([
    [
      'win32',
      { LOCALAPPDATA: 'C:\\Users\\a\\AppData\\Local' },
      'C:\\Users\\a\\AppData\\Local\\Tenure',
    ],
    ['win32', {}, 'C:\\Users\\a\\AppData\\Local\\Tenure'],
    ['darwin', { XDG_DATA_HOME: '/elsewhere' }, '/home/a/Library/Application Support/Tenure'],
    ['linux', {}, '/home/a/.local/share/tenure'],
    ['linux', { XDG_DATA_HOME: '/data' }, '/data/tenure'],
    ['linux', { XDG_DATA_HOME: 'relative' }, '/home/a/.local/share/tenure'],
    ['linux', { XDG_DATA_HOME: '' }, '/home/a/.local/share/tenure'],
  ] as const)('on %s with %j is %s', (platform, env, expected) => {
    const home = platform === 'win32' ? 'C:\\Users\\a' : '/home/a';
    expect(defaultDataFolder({ platform, home, env })).toBe(expected);
  });
});

describe('a machine that does not say where the user’s own folder is', () => {
  it.each([
    ['linux', '', {}],
    ['linux', 'home/a', { XDG_DATA_HOME: 'relative' }],
    ['darwin', '', {}],
    ['win32', '', { LOCALAPPDATA: '' }],
  ] as const)('on %s is told so: never is a folder made where Tenure was started', (...machine) => {
    const [platform, home, env] = machine;
    expect(() => defaultDataFolder({ platform, home, env })).toThrow(/HOME is not set.*--data/s);
  });
  it('is no matter where another place is said', () => {
    const at = (platform: 'linux' | 'win32', env: Record<string, string>) =>
      defaultDataFolder({ platform, home: '', env });
    expect(at('linux', { XDG_DATA_HOME: '/data' })).toBe('/data/tenure');
    expect(at('win32', { LOCALAPPDATA: 'D:\\a' })).toBe('D:\\a\\Tenure');
  });
});

describe('a data folder', () => {
  it.each([
    ['win32', 'C:\\Users\\a\\OneDrive - Anytown Council\\Tenure', 'OneDrive'],
    ['win32', 'C:\\Users\\a\\Council files\\Tenure', 'OneDrive'],
    ['win32', '\\\\server\\share\\Tenure', 'a network'],
    ['win32', 'D:\\Dropbox (Council)\\Tenure', 'Dropbox'],
    ['darwin', '/Users/a/Library/Mobile Documents/com~apple~CloudDocs/Tenure', 'iCloud'],
    ['darwin', '/Users/a/Library/CloudStorage/Box/Tenure', 'a cloud drive'],
    ['linux', '/home/a/Google Drive/Tenure', 'Google Drive'],
  ] as const)('on %s is not %s: %s', (platform, folder, through) => {
    const env = { OneDriveCommercial: 'C:\\Users\\a\\Council files' };
    expect(() => localFolder(folder, { platform, env })).toThrow(`shared through ${through}`);
  });

  it.each([
    ['win32', 'C:\\Users\\a\\AppData\\Local\\Tenure'],
    ['win32', 'C:\\Users\\a\\Council files too\\Tenure'],
    ['win32', '\\\\?\\C:\\Tenure'],
    ['linux', '/home/a/.local/share/tenure'],
    ['linux', '/home/a/My Dropbox notes'],
  ] as const)('on %s may be %s', (platform, folder) => {
    const env = { OneDrive: 'C:\\Users\\a\\Council files' };
    expect(localFolder(folder, { platform, env })).toBe(folder);
  });
});

describe('the Node that a host runs on', () => {
  it.each(['18.20.8', '20.19.0', '22.22.0', '23.11.1'])('is not %s', (version) => {
    expect(() => requireRuntime(version)).toThrow(
      `this is Node ${version}. Start it with "npm start"`,
    );
  });
  it.each(['24.0.0', '24.21.0', '26.1.0'])('may be %s', (version) => {
    expect(() => requireRuntime(version)).not.toThrow();
  });
});
