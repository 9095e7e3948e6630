/**
 * The share still here over time, from people followed for different lengths of time (Kaplan and
 * Meier 1958). Those whose time ran on when it was last looked at count while they are followed,
 * and never as having stayed beyond it.
 */
import { NINETY_FIVE_PERCENT, type Interval } from './interval.ts';

/** One person's time: until they left, or until they were last looked at. */
export interface FollowedTime {
  time: number;
  left: boolean;
}

/** A time at which somebody left. */
export interface KaplanMeierStep {
  time: number;
  /** Followed until then and still here just before it. */
  atRisk: number;
  left: number;
  /** Still here after it. */
  share: number;
  /**
   * 95%, by Greenwood's variance on the scale of log(−log share), which keeps it within 0 and 1
   * (Kalbfleisch and Prentice 1980). Null where nobody is left: the formula has no answer there.
   */
  interval: Interval | null;
}

function intervalOf(share: number, greenwood: number): Interval | null {
  if (share <= 0 || share >= 1) return null;
  const log = Math.log(share);
  const half = (NINETY_FIVE_PERCENT * Math.sqrt(greenwood)) / Math.abs(log);
  return { low: share ** Math.exp(half), high: share ** Math.exp(-half) };
}

/**
 * The steps of the curve, earliest first. Somebody last looked at on a day on which others leave
 * was still followed then.
 */
export function kaplanMeier(people: readonly FollowedTime[]): KaplanMeierStep[] {
  const inOrder = [...people].sort((a, b) => a.time - b.time);
  const steps: KaplanMeierStep[] = [];
  let share = 1;
  let greenwood = 0;
  for (let at = 0; at < inOrder.length;) {
    const { time } = inOrder[at]!;
    let next = at;
    let left = 0;
    for (; next < inOrder.length && inOrder[next]!.time === time; next++) {
      if (inOrder[next]!.left) left += 1;
    }
    const atRisk = inOrder.length - at;
    if (left > 0) {
      share *= 1 - left / atRisk;
      greenwood += left / (atRisk * (atRisk - left));
      steps.push({ time, atRisk, left, share, interval: intervalOf(share, greenwood) });
    }
    at = next;
  }
  return steps;
}
