import { defineConfig, type EnvironmentOptions } from 'vite';

/** The only packages left out of the bundles: Electron's own, and the one with a binary. */
const EXTERNAL = ['electron', 'better-sqlite3'];

function hostBundle(
  input: Record<string, string>,
  output: { format: 'es' | 'cjs'; entryFileNames: string },
): EnvironmentOptions {
  return {
    consumer: 'server',
    resolve: { noExternal: true, external: EXTERNAL },
    build: {
      outDir: 'dist/electron',
      // Both bundles go to one folder.
      emptyOutDir: false,
      copyPublicDir: false,
      target: 'node24',
      minify: false,
      // What main process and thread share has a name of its own: no build leaves an older one behind.
      rolldownOptions: { input, output: { ...output, chunkFileNames: '[name].js' } },
    },
  };
}

/** The Electron host: `vite build --app --config vite.hosts.config.ts`. */
export default defineConfig({
  environments: {
    host: hostBundle(
      { main: 'electron/main.ts', thread: 'src/backend/thread.ts' },
      { format: 'es', entryFileNames: '[name].js' },
    ),
    // A sandboxed preload script can only be one CommonJS file.
    preload: hostBundle(
      { preload: 'electron/preload.ts' },
      { format: 'cjs', entryFileNames: '[name].cjs' },
    ),
  },
  builder: {
    async buildApp({ build, environments }) {
      for (const name of ['host', 'preload']) {
        const environment = environments[name];
        if (environment) await build(environment);
      }
    },
  },
});
