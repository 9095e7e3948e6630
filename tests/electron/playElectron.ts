/**
 * Plays Electron's part for the bundled desktop host, in a process of its own: starts it, makes
 * the calls of a page, quits, and prints what happened as JSON. Run with resolve.mjs.
 */
import { once } from 'node:events';
import { app, callAs, session, told } from './standin.ts';

app.appPath = process.env.TENURE_ROOT ?? '';
app.isFirst = process.env.TENURE_SECOND !== 'yes';

// Built, so the type checker does not know it.
const main = process.env.TENURE_MAIN ?? '../../dist/electron/main.js';
await import(main);
const stepsBeforeReady = [...told.steps];
let answers: unknown[] = [];
let page = 0;
if (app.isFirst) {
  app.becomeReady();
  while (told.windows.length === 0 && told.errorBoxes.length === 0) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
if (told.windows.length > 0) {
  answers = [await ask('library.list'), await ask('constructor')];
  page = (await told.protocols.get('app')!(new Request('app://tenure/'))).status;
  told.windows[0]!.minimized = true;
  app.emit('second-instance');
  if (process.env.TENURE_MOVES) {
    told.windows[0]!.bounds = { x: 60, y: 40, width: 900, height: 700 };
  }
  const exited = once(app, 'standin-exit');
  told.windows[0]!.close();
  await exited;
}

async function ask(name: string): Promise<unknown> {
  return JSON.parse(String(await callAs(name, '{}')));
}

console.log(
  JSON.stringify({
    stepsBeforeReady,
    answers,
    page,
    exitCode: told.exitCode,
    userData: told.paths.get('userData'),
    windows: told.windows.map(({ loaded, focused, minimized, options }) => ({
      loaded,
      focused,
      minimized,
      preload: options.webPreferences.preload,
      bounds: { x: options.x, y: options.y, width: options.width, height: options.height },
    })),
    hardwareAcceleration: told.hardwareAcceleration,
    locked: app.isReady && session.defaultSession.requestFilter !== null,
    menu: told.menu.length > 0,
    errorBoxes: told.errorBoxes,
  }),
);
process.exit(0);
