/** A run of Tenure with an upload under way, which stays so until it is killed. */
import { openBackend } from '../../src/backend/index.ts';

const [folder, appRoot] = process.argv.slice(2) as [string, string];
const backend = openBackend({ folder, appRoot, now: () => new Date(), who: 'Jane' });
const begun = await backend.call('upload.begin', { bytes: 10 });
if (!begun.ok) throw new Error(begun.fault.message);
process.stdout.write('begun\n');
setInterval(() => {}, 60_000);
