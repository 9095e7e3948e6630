/** `npm run package`: the desktop app for this kind of machine, in dist/packages. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildApp, buildElectronHost, ROOT, runTool } from './project.ts';

// Whatever lies in dist/electron is packed, so nothing of an earlier build may.
rmSync(join(ROOT, 'dist/electron'), { recursive: true, force: true });
await buildApp();
await buildElectronHost();
process.exitCode = await runTool('electron-builder', ['--publish=never', ...process.argv.slice(2)]);
