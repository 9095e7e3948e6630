/** Seeded choices: the same seed and round draw the same mix of calls on every machine. */
import { addDays, daysBetween, type IsoDate } from '../../../src/domain/calendar.ts';
import { PURPOSE, Stream } from '../../../src/domain/rng.ts';

export class Draw {
  private readonly stream: Stream;

  constructor(seed: number, round: number) {
    this.stream = new Stream().reset(seed, round, PURPOSE.sample);
  }

  /** A whole number from `from` to `to`, both included. */
  int(from: number, to: number): number {
    return from + Math.floor(this.stream.next() * (to - from + 1));
  }

  chance(probability: number): boolean {
    return this.stream.next() < probability;
  }

  /** One of some things; the caller knows that there is one. */
  pick<Item>(items: readonly Item[]): Item {
    if (items.length === 0) throw new Error('there is nothing to choose from');
    return items[this.int(0, items.length - 1)]!;
  }

  /** One of some things, or null where there are none. */
  one<Item>(items: readonly Item[]): Item | null {
    return items.length === 0 ? null : this.pick(items);
  }

  /** Up to `most` different things. */
  some<Item>(items: readonly Item[], most: number): Item[] {
    const left = [...items];
    const taken: Item[] = [];
    for (let n = this.int(1, most); n > 0 && left.length > 0; n -= 1) {
      taken.push(...left.splice(this.int(0, left.length - 1), 1));
    }
    return taken;
  }

  /** The things in another order. */
  shuffled<Item>(items: readonly Item[]): Item[] {
    const left = [...items];
    return items.map(() => left.splice(this.int(0, left.length - 1), 1)[0]!);
  }

  /** A thing, or null as often as it. */
  maybe<Item>(item: Item): Item | null {
    return this.chance(0.5) ? item : null;
  }

  /** A day from `from` to `to`, both included; `to` where it is the earlier. */
  date(from: IsoDate, to: IsoDate): IsoDate {
    return addDays(from, this.int(0, Math.max(0, daysBetween(from, to))));
  }

  /** A name that is hardly ever taken, such as `Team 48213`. */
  name(what: string): string {
    return `${what} ${this.int(1, 99_999)}`;
  }
}
