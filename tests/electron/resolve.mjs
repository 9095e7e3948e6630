/** Run with `node --import`: gives the bundled desktop host the stand-in for `electron`. */
import { registerHooks } from 'node:module';

const standin = new URL('standin.ts', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: standin, shortCircuit: true } : next(specifier, context),
});
