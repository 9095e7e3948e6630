/** Two processes over one plan, and a process killed; the long version is tests/soak/soak.test.ts. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { killRepeatedly } from '../soak/killing.ts';
import { INPUTS, WRITING_CALLS } from '../soak/mix/index.ts';
import { makeSeed, type Seed } from '../soak/seed.ts';
import { openTally } from '../soak/tally.ts';
import { whileWritten } from './kill.ts';
import { openSample, openTest } from './support.ts';

let seed: Seed;
beforeAll(async () => {
  seed = await makeSeed();
}, 60_000);
afterAll(() => {
  seed.remove();
});

it('every call that may change something has an input for the kills to be tried on', () => {
  expect(Object.keys(INPUTS).sort()).toEqual([...WRITING_CALLS].sort());
});

it('nothing acknowledged is lost when the process is killed', async () => {
  const tally = openTally();
  await killRepeatedly({ seed, drawnFrom: 3, times: 5, tally, trial: 'killed' });
  const found = tally.of('killed');
  expect(found, tally.details()).toMatchObject({ lost: 0, 'half-applied': 0, unreadable: 0 });
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
