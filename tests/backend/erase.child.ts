/** Erases somebody, tells what was answered, and is gone before it can tidy up. */
import { writeSync } from 'node:fs';
import { openBackend } from '../../src/backend/index.ts';

const [folder, appRoot, plan, worker, ref] = process.argv.slice(2) as [
  ...[string, string, string, string, string],
];
const backend = openBackend({ folder, appRoot, now: () => new Date(), who: 'Jane' });
const standing = await backend.call('history.standing', { plan });
if (!standing.ok) throw new Error(standing.fault.message);
const { revision } = standing;
const answer = await backend.call('worker.erase', { plan, revision, worker: Number(worker), ref });
writeSync(1, JSON.stringify(answer));
process.kill(process.pid, 'SIGKILL');
