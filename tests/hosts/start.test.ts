/** `npm start`, run as a user runs it. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AddressInfo } from 'node:net';
import { buildApp } from '../../scripts/project.ts';

const ROOT = join(import.meta.dirname, '../..');
let data: string;

beforeAll(async () => {
  await buildApp();
  data = await mkdtemp(join(tmpdir(), 'tenure-start-'));
}, 120_000);
afterAll(() => rm(data, { recursive: true }));

function start(...args: string[]) {
  return spawnSync(process.execPath, ['scripts/start.ts', ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    timeout: 50_000,
  });
}

/** Starts without a window; fails unless standard output is the one line with the address. */
async function running(...args: string[]) {
  const child = spawn(process.execPath, ['scripts/start.ts', '--no-open', ...args], { cwd: ROOT });
  const [printed] = (await once(child.stdout, 'data')) as [Buffer];
  expect(printed.toString()).toMatch(
    /^Tenure is running at http:\/\/127\.0\.0\.1:\d+\/#launch=[\w-]+\n$/,
  );
  return { child, address: printed.toString().trim().split(' ').at(-1) ?? '' };
}

describe('npm start', { timeout: 60_000 }, () => {
  it('explains its options, and starts nothing', () => {
    const { stdout, status } = start('--help');
    expect(status).toBe(0);
    for (const option of ['--browser', '--no-open', '--data', '--port', '--help']) {
      expect(stdout).toContain(option);
    }
  });

  it('says in words what is wrong with a data folder it cannot use', () => {
    const { stdout, stderr, status } = start('--no-open', '--data', 'README.md/data');
    expect(status).toBe(1);
    expect(stdout).toBe('');
    // One line, and no stack.
    expect(stderr).toMatch(
      /^Tenure cannot use its data folder, [^\n]+\. A file is in its place, so nothing was changed\. [^\n]+\n$/,
    );
  });

  it.each([
    [['--colour'], '--colour'],
    [['plan.tenure'], 'plan.tenure'],
    [['--port', 'eighty'], '"eighty"'],
    [['--port', '0'], '"0"'],
    [['--port', '65536'], '"65536"'],
    [['--data', ''], '--data'],
  ])('refuses %j, naming it, and shows the options', (args, named) => {
    const { stdout, stderr, status } = start(...args);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(named);
    expect(stderr).toContain('--no-open');
  });

  it('prints one line with a fresh address each time, and ends well on Ctrl+C', async () => {
    const addresses = [];
    for (const _time of [1, 2]) {
      const { address, child } = await running(`--data=${data}`);
      expect(await (await fetch(new URL('/', address))).text()).toContain('Tenure');
      child.kill('SIGINT');
      expect(await once(child, 'exit')).toEqual([0, null]);
      addresses.push(address);
    }
    expect(new Set(addresses).size).toBe(2);
    // Closed properly, a plan leaves no write-ahead log behind.
    const files = await readdir(data, { recursive: true });
    expect(files.filter((name) => name.endsWith('plan.tenure'))).toHaveLength(1);
    expect(files.filter((name) => /-(wal|shm)$/.test(name))).toEqual([]);
  });

  it('listens on the port it is given, or says that it is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const taken = start('--no-open', `--data=${data}`, `--port=${port}`);
    expect(taken.status).toBe(1);
    expect(taken.stderr.trim()).toBe(`Port ${port} is in use. Try another.`);
    other.close();
    await once(other, 'close');

    const { address, child } = await running(`--data=${data}`, `--port=${port}`);
    expect(new URL(address).port).toBe(String(port));
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('tells the user of an old Node what to do, before anything else', () => {
    const pretend = 'Object.defineProperty(process.versions, "node", { value: "18.20.0" })';
    const { stderr, status } = spawnSync(
      process.execPath,
      ['--import', `data:text/javascript,${pretend}`, 'scripts/run.mjs', 'scripts/start.ts'],
      { cwd: ROOT, encoding: 'utf8' },
    );
    expect(status).toBe(1);
    expect(stderr).toContain('Tenure needs Node 20 or newer and this is Node 18.20.0.');
    expect(stderr).toContain('https://nodejs.org');
  });
});
