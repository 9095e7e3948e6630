/** Changes a setting as fast as it can, telling of each change only after it was acknowledged. */
import { openBackend } from '../../src/backend/index.ts';

const [folder, appRoot, plan] = process.argv.slice(2) as [string, string, string];
const backend = openBackend({ folder, appRoot, now: () => new Date(), who: 'Jane' });
const standing = await backend.call('history.standing', { plan });
if (!standing.ok) throw new Error(standing.fault.message);
for (let revision = standing.revision!; ;) {
  const answer = await backend.call('settings.change', {
    plan,
    revision,
    author: `after ${revision}`,
  });
  if (!answer.ok) throw new Error(answer.fault.message);
  revision = answer.revision!;
  process.stdout.write(`${revision}\n`);
}
