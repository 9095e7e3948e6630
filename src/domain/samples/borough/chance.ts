/** Seeded chance for making a sample up: the same seed and area make the same choices. */
import { PURPOSE, Stream } from '../../rng.ts';

/**
 * Choices drawn from one stream. Only sums and comparisons of its numbers decide, never a
 * logarithm or a sine, which machines round differently.
 */
export class Chance {
  private readonly stream = new Stream();

  constructor(seed: number, area: number) {
    this.stream.reset(seed, area, PURPOSE.sample);
  }

  /** A number from 0 up to but not 1. */
  share(): number {
    return this.stream.next();
  }

  happens(probability: number): boolean {
    return this.share() < probability;
  }

  /** A whole number from one to another, both included. */
  whole(from: number, to: number): number {
    return from + Math.floor(this.share() * (to - from + 1));
  }

  /** One of the items. There must be one. */
  pick<T>(items: readonly T[]): T {
    return items[this.whole(0, items.length - 1)]!;
  }

  /** One of the choices, each as likely as its weight. */
  weighted<T>(choices: readonly (readonly [T, number])[]): T {
    const total = choices.reduce((sum, [, weight]) => sum + weight, 0);
    let at = this.share() * total;
    for (const [choice, weight] of choices) {
      at -= weight;
      if (at < 0) return choice;
    }
    return choices.at(-1)![0];
  }

  /** A whole number beside the mean, which many of them keep: 2.3 is 2, or 3 in three of ten. */
  rounded(mean: number): number {
    const whole = Math.floor(mean);
    return whole + (this.happens(mean - whole) ? 1 : 0);
  }

  /** Up to `count` of the items, each as likely as another. */
  some<T>(items: readonly T[], count: number): T[] {
    const left = [...items];
    const taken: T[] = [];
    while (taken.length < count && left.length > 0) {
      taken.push(...left.splice(this.whole(0, left.length - 1), 1));
    }
    return taken;
  }
}
