/** `npm run package`: the desktop app for this kind of machine, in dist/packages. */
import { buildApp, buildElectronHost, runTool } from './project.ts';

await buildApp();
await buildElectronHost();
process.exitCode = await runTool('electron-builder', ['--publish=never', ...process.argv.slice(2)]);
