import ui from '@nuxt/ui/vite';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

/** The Vue app, for both hosts. */
export default defineConfig({
  root: 'src/app',
  base: './',
  plugins: [
    vue(),
    ui({
      // Icons are fetched at run time unless they are bundled, and there is no network.
      icon: { clientBundle: { scan: true, sizeLimitKb: 512 } },
      ui: { colors: { primary: 'tenure', neutral: 'slate' } },
      autoImport: false,
      colorMode: false,
    }),
  ],
  build: {
    outDir: '../../dist/app',
    emptyOutDir: true,
    // Inlined assets become data: URLs, which the CSP refuses for scripts and fonts.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500,
  },
  worker: { format: 'es' },
});
