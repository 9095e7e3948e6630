import { fileURLToPath } from 'node:url';
import ui from '@nuxt/ui/vite';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';
import { gatherLicences } from './scripts/licences.ts';

const ROOT = fileURLToPath(new URL('.', import.meta.url));
const licences = gatherLicences(ROOT);

/** The Vue app, for both hosts. */
export default defineConfig({
  root: 'src/app',
  base: './',
  plugins: [
    vue(),
    ui({
      // Its generated theme goes to the project's own node_modules.
      root: ROOT,
      // Icons are fetched at run time unless they are bundled, and there is no network.
      // Modules name icons too: navigation.ts does.
      icon: {
        clientBundle: { scan: { globInclude: ['src/app/**/*.{vue,ts}'] }, sizeLimitKb: 512 },
      },
      ui: { colors: { primary: 'tenure', neutral: 'slate' } },
      autoImport: false,
      colorMode: false,
    }),
    licences.app,
  ],
  build: {
    outDir: '../../dist/app',
    emptyOutDir: true,
    // Inlined assets become data: URLs, which the CSP refuses for scripts and fonts.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500,
  },
  worker: { format: 'es', plugins: () => [licences.worker()] },
});
