/** Two processes over one plan, and a process killed; the long version is tests/soak/kill.test.ts. */
import { expect, it } from 'vitest';
import { killRepeatedly, whileWritten } from './kill.ts';
import { openSample, openTest } from './support.ts';

it('nothing acknowledged is lost when the process is killed', async () => {
  expect.hasAssertions();
  await killRepeatedly(3);
}, 60_000);

it('a plan that another process has open is refused, and undisturbed', async () => {
  const { backend, plan } = await openSample();
  await backend.close();
  const second = openTest(backend.folder);
  await whileWritten(backend.folder, plan, async () => {
    expect((await second.fault('library.open', { plan })).code).toBe('already-open');
    expect((await second.fault('figures.read', { plan })).code).toBe('already-open');
    const { plans } = await second.ok('library.list', {});
    expect(plans[0]!.trouble?.code).toBe('already-open');
  });
  await second.ok('library.open', { plan });
}, 60_000);
