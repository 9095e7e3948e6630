/** `npm run dev`: the browser host with Vite in front of the sources, for hot reload. */
import { join } from 'node:path';
import { createServer } from 'vite';
import { openBackendThread } from '../src/backend/threaded.ts';
import { startHost, type Pages } from '../src/browser-host/server.ts';
import { servePages } from '../src/browser-host/static.ts';
import { requireRuntime } from '../src/hosts/runtime.ts';
import { buildApp, ROOT } from './project.ts';

requireRuntime();

// A folder of its own, so that unfinished code never meets anybody's real plans.
const backend = await openBackendThread({
  folder: join(ROOT, '.tenure'),
  appRoot: ROOT,
  log: console.error,
});
// Vite needs the server for its reload channel, and the server needs Vite for its pages.
let pages: Pages = (_request, response) => response.end();
const host = await startHost({
  call: backend.call,
  pages: (request, response) => pages(request, response),
});
const vite = await createServer({
  configFile: join(ROOT, 'vite.config.ts'),
  server: { middlewareMode: { server: host.server }, hmr: { server: host.server } },
});
pages = (request, response) => {
  if (request.url === '/licences.json') serveBuilt(request, response);
  else vite.middlewares(request, response);
};
console.log(`Tenure is running at ${host.address}`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void Promise.all([vite.close(), host.close()])
      .then(() => backend.close())
      .then(() => process.exit(0));
  });
}

/** What is bundled, and so whose licences are due, is only known once the app is built. */
function serveBuilt(...asked: Parameters<Pages>): void {
  buildApp().then(
    () => servePages(join(ROOT, 'dist/app'))(...asked),
    () => asked[1].destroy(),
  );
}
