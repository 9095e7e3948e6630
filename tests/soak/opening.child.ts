/** Opens a data folder, and a plan in it: told on standard input which, and the step to end before. */
import { flushCompileCache } from 'node:module';
import { createInterface } from 'node:readline';
import { openBackend } from '../../src/backend/index.ts';
import { APP_ROOT } from './appRoot.ts';
import type { OpeningJob } from './opening.ts';
import { countSteps, killAtStep, stepsTaken } from './steps.ts';

// One that is killed could not keep it at its end.
flushCompileCache();

createInterface(process.stdin).once('line', (line) => {
  const { folder, plan, startsAt, killAtStep: step } = JSON.parse(line) as OpeningJob;
  killAtStep(step ?? Number.POSITIVE_INFINITY);
  process.stdout.write('going\n');
  countSteps(true);
  let ticks = 0;
  const now = () => new Date(Date.parse(startsAt) + 10 * (ticks += 1));
  const backend = openBackend({ folder, appRoot: APP_ROOT, now, who: 'Jane' });
  void backend
    .call('library.open', { plan })
    .then(() => backend.close())
    .then(() => {
      process.stdout.write(`${stepsTaken()}\n`);
      process.exit(0);
    });
});
