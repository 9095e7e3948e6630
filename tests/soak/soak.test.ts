/**
 * The long trials: a process killed while it makes every call, and while it opens; a full disk;
 * flipped bytes. `npm run soak` prints their table at its end.
 */
import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillRepeatedly } from './filling.ts';
import { flipRepeatedly } from './flipping.ts';
import { killRepeatedly } from './killing.ts';
import { killFirstStart, killMigrations } from './opening.ts';
import { makeSeed, type Seed } from './seed.ts';
import { openTally } from './tally.ts';

const KILLS = Number(process.env.SOAK_KILLS ?? 1_000);
const SEED = Number(process.env.SOAK_SEED ?? 1);
const DISKS = 20;
const FLIPS = 200;
/** Of the steps of an opening, every third is tried. */
const STRIDE = 3;

const NOTHING = { lost: 0, 'half-applied': 0, unreadable: 0, leftovers: 0 };

describe('nothing is lost', () => {
  const tally = openTally();
  let seed: Seed;

  beforeAll(async () => {
    seed = await makeSeed();
  });
  afterAll(() => {
    seed.remove();
    const report = `${tally.details()}\n${tally.table()}\n`;
    if (process.env.SOAK_REPORT) writeFileSync(process.env.SOAK_REPORT, report);
    else console.log(report);
  });

  it('when the process is killed while it makes every kind of call', async () => {
    const trial = 'killed while calls are made';
    await killRepeatedly({ seed, drawnFrom: SEED, times: KILLS, tally, trial });
    expect(tally.of(trial)).toEqual(NOTHING);
  });

  it('when the process is killed while an older file is brought up to date', async () => {
    const trial = 'killed while a file is migrated';
    await killMigrations(SEED, STRIDE, { tally, trial });
    expect(tally.of(trial)).toEqual(NOTHING);
  });

  it('when the process is killed at its first start', async () => {
    const trial = 'killed at the first start';
    await killFirstStart(SEED, STRIDE, { tally, trial });
    expect(tally.of(trial)).toEqual(NOTHING);
  });

  it('when the disk is nearly full, whatever is called', async ({ skip }) => {
    const trial = 'a disk that is nearly full';
    const calls = await fillRepeatedly(seed, SEED, DISKS, { tally, trial });
    skip(calls === null, 'a small disk can be made on Linux by root only');
    expect(tally.of(trial)).toEqual(NOTHING);
  });

  it('in silence when bytes of a file are flipped', async () => {
    const trial = 'bytes flipped';
    await flipRepeatedly(seed, SEED, FLIPS, { tally, trial });
    expect(tally.of(trial)).toEqual(NOTHING);
  });
});
