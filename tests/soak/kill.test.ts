/** Kills a writing process many times at moments spread over its writes. */
import { expect, it } from 'vitest';
import { killRepeatedly } from '../backend/kill.ts';

it('nothing acknowledged is lost in two hundred kills', async () => {
  expect.hasAssertions();
  await killRepeatedly(200);
});
