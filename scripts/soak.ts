/** `npm run soak`: what takes too long for `npm test`, killing and fuzzing included. */
import { runTool } from './project.ts';

process.exitCode = await runTool('vitest', ['run', '--project=soak', ...process.argv.slice(2)]);
