/** The mix is worth its name: each call of it goes well, again and again, on one data folder. */
import { expect, it, onTestFinished } from 'vitest';
import { openBackend } from '../../src/backend/index.ts';
import { APP_ROOT } from './appRoot.ts';
import { copiesOf } from './job.ts';
import { Draw } from './mix/draw.ts';
import { openMix, WRITING_CALLS } from './mix/index.ts';
import type { WritingCall } from './mix/view.ts';
import { makeSeed } from './seed.ts';

/** It goes well only where a plan’s file has gone (tests/backend/vanished.test.ts). */
const NEEDS_A_LOSS: WritingCall = 'library.saveVanished';
const MOST_CALLS = 1_500;

it('every call that may change something is made, and goes well', async () => {
  const seed = await makeSeed();
  let ticks = 0;
  const now = () => new Date(Date.parse('2026-06-15T09:00:00.000Z') + 10 * (ticks += 1));
  const backend = openBackend({ folder: seed.folder, appRoot: APP_ROOT, now, who: 'Jane' });
  onTestFinished(async () => {
    await backend.close();
    seed.remove();
  });
  const about = { today: '2026-06-15', home: seed.home, copies: copiesOf(seed.copies) };
  const draw = new Draw(7, 0);
  const mix = openMix(backend.call, draw, about);
  const left = new Set<WritingCall>(WRITING_CALLS.filter((name) => name !== NEEDS_A_LOSS));
  const strange: string[] = [];
  for (let n = 0; n < MOST_CALLS && left.size > 0; n += 1) {
    // Every other call is one that has not gone well yet, where it can be made.
    const call = await mix.next(draw.maybe(draw.pick([...left])) ?? undefined);
    const answer = await backend.call(call.name, call.input);
    mix.answered(call, answer);
    if (answer.ok) left.delete(call.name);
    else if (answer.fault.code === 'internal')
      strange.push(`${call.name}: ${answer.fault.message}`);
  }
  expect([...left]).toEqual([]);
  expect(strange).toEqual([]);
});
