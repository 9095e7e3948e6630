import { describe, expect, it } from 'vitest';
import { defaultDataFolder } from '../../src/hosts/dataFolder.ts';
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
