/**
 * The desktop's wire under a real page: what the page sends goes through the preload script, IPC
 * and the bridge of `electron/`, over a stand-in as strict as Electron. Only the files still come
 * over HTTP, because no Chromium but Electron's knows the app's own scheme.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { BrowserContext } from 'playwright-core';
import { openBridge } from '../../../electron/bridge.ts';
import type { Wire } from '../../../src/contract/index.ts';
import { exposedTenure } from '../../electron/standin.ts';

type AnyCall = (...sent: unknown[]) => Promise<unknown>;

/** The backend of the page that is calling: a desktop has one, and a test may open two in turn. */
const behind = new AsyncLocalStorage<Wire>();
let exposed: Promise<AnyCall> | undefined;

async function open(): Promise<AnyCall> {
  openBridge((name, input) => behind.getStore()!(name, input));
  await import('../../../electron/preload.ts');
  return exposedTenure().call;
}

/** Puts `window.tenure` into every page of a context, as Electron's preload script does. */
export async function bridgePages(context: BrowserContext, wire: Wire): Promise<void> {
  exposed ??= open();
  const call = await exposed;
  await context.exposeFunction('acrossTheBridge', (sent: unknown[]) =>
    behind.run(wire, () => call(...sent)),
  );
  await context.addInitScript(() => {
    const { acrossTheBridge } = window as unknown as {
      acrossTheBridge: (sent: unknown[]) => Promise<string>;
    };
    // Playwright would carry a Vue proxy, which Electron refuses: a structured clone refuses it too.
    const tenure = { call: (...sent: unknown[]) => acrossTheBridge(structuredClone(sent)) };
    Object.defineProperty(window, 'tenure', { value: tenure });
  });
}
