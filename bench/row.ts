/** A line of the performance table, and how it is measured. */

export interface Row {
  what: string;
  /** Median milliseconds. */
  ms: number;
  /** Median milliseconds of the reference named in `against`, in the same run; null without one. */
  reference: number | null;
  /** The reference's time over ours: above 1 is faster than it. */
  ratio: number | null;
  /** What the reference is. */
  against: string;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = NaN, high = NaN] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[middle]];
  return (low + high) / 2;
}

/** Median milliseconds of some runs, after one to warm up. */
export function timed(runs: number, work: () => void): number {
  work();
  const times = Array.from({ length: runs }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return median(times);
}
