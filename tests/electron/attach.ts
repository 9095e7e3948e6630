/** Driving a program of Chromium's kind from outside, as it is: no fuse opened, nothing preloaded. */
import { spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';

const START_MS = 60_000;
const POLL_MS = 100;

/** A program that runs, and its page. */
export interface Attached {
  page: Page;
  /** Quits it as its own menu would; the exit code, null when something killed it. */
  quit(): Promise<number | null>;
  /** Ends it however it stands: for when a test has failed. */
  kill(): void;
}

/**
 * Starts a program and attaches to it by the DevTools protocol.
 *
 * @param profile - where it keeps its own files: Chromium writes there on which port it listens
 * @throws when it ends, or does not listen in a minute, with what it printed
 */
export async function startAttached(
  program: string,
  args: readonly string[],
  profile: string,
): Promise<Attached> {
  const portFile = join(profile, 'DevToolsActivePort');
  await rm(portFile, { force: true });
  const child = spawn(program, ['--remote-debugging-port=0', ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let printed = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (printed += text));
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject).once('exit', resolve);
  });
  try {
    const port = await Promise.race([
      portIn(portFile),
      ended.then((code) => {
        throw new Error(`${program} ended with ${code} before it could be reached.`);
      }),
    ]);
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
    const [context] = browser.contexts();
    if (!context) throw new Error(`${program} has no page.`);
    return {
      kill: () => child.kill('SIGKILL'),
      page: context.pages()[0] ?? (await context.waitForEvent('page')),
      async quit() {
        const session = await browser.newBrowserCDPSession();
        // Electron quits without an answer.
        session.send('Browser.close').catch(() => undefined);
        const code = await ended;
        await browser.close();
        return code;
      },
    };
  } catch (error) {
    child.kill('SIGKILL');
    throw new Error(`${(error as Error).message} ${printed}`, { cause: error });
  }
}

async function portIn(file: string): Promise<number> {
  for (const end = Date.now() + START_MS; Date.now() < end;) {
    const text = await readFile(file, 'utf8').catch(() => '');
    // The second line is written with the first, so that the port is whole.
    if (text.includes('\n')) return Number.parseInt(text, 10);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new Error(`Nothing listened within ${START_MS / 1000} s.`);
}
