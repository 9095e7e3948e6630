/** Random numbers that are the same on every machine for the same seed. */

/** What a stream is for. Streams never share draws, so one input cannot shift another's. */
export const PURPOSE = { rate: 1, leavers: 2, offers: 3, sample: 4 } as const;
export type Purpose = (typeof PURPOSE)[keyof typeof PURPOSE];

const GOLDEN = 0x9e3779b9;
const TWO_TO_MINUS_53 = 2 ** -53;

/** splitmix32's output function: a bijection on 32 bits (Steele, Lea and Flood 2014; MurmurHash3's constants). */
function mix(bits: number): number {
  let z = bits | 0;
  z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
  z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
  return z ^ (z >>> 15);
}

/**
 * xoshiro128** (Blackman and Vigna 2018), seeded through splitmix32. One stream for each
 * path and purpose: changing how many draws one of them takes moves no other, so two
 * scenarios on one seed differ by their inputs alone (common random numbers).
 */
export class Stream {
  private a = 0;
  private b = 0;
  private c = 0;
  private d = 0;

  /** Goes to the start of a stream. Paths of one seed and purpose never share a state. */
  reset(seed: number, path: number, purpose: Purpose): this {
    const key = mix(mix(mix(seed + GOLDEN) + Math.imul(purpose, GOLDEN)) + path);
    const word = (n: number) => mix(key + n * GOLDEN);
    return this.setState([word(1), word(2), word(3), word(4)]);
  }

  /** Goes to a stream of its own for a number from 0 up to 1: all of its 53 bits count. */
  from(u: number): this {
    const high = Math.floor(u * 2 ** 32);
    const low = Math.floor(u * 2 ** 53) % 2 ** 21;
    const word = (n: number) => mix(mix(high + n * GOLDEN) + low);
    return this.setState([word(1), word(2), word(3), word(4)]);
  }

  setState([a, b, c, d]: readonly [number, number, number, number]): this {
    // The all-zero state is the one xoshiro cannot leave.
    this.a = (a | b | c | d) === 0 ? 1 : a;
    this.b = b;
    this.c = c;
    this.d = d;
    return this;
  }

  /** The next 32 bits, as a signed integer. */
  bits(): number {
    const { a, b, c, d } = this;
    const x = Math.imul(b, 5);
    const result = Math.imul((x << 7) | (x >>> 25), 9);
    const c1 = c ^ a;
    const d1 = d ^ b;
    this.b = b ^ c1;
    this.a = a ^ d1;
    this.c = c1 ^ (b << 9);
    this.d = (d1 << 11) | (d1 >>> 21);
    return result;
  }

  /** A number from 0 up to but not 1, with 53 random bits. */
  next(): number {
    const high = this.bits() >>> 5;
    const low = this.bits() >>> 6;
    return (high * 67108864 + low) * TWO_TO_MINUS_53;
  }
}
