/** What separates the cells of a text file, by looking at more than its first line. */

export const SEPARATORS = [',', ';', '\t', '|'] as const;

const LINES = 60;
const LOOK_AT = 64 * 1024;

/** Without what is quoted, where a separator is only a character. */
function withoutQuoted(text: string): string {
  return text.replace(/"(?:[^"]|"")*(?:"|$)/g, '');
}

/**
 * The separator that cuts most lines into the same number of cells. A title over the table
 * has none and does no harm; one decimal comma a line does not outweigh many semicolons.
 */
export function separatorOf(text: string): string {
  const lines = withoutQuoted(text.slice(0, LOOK_AT))
    .split(/\r\n?|\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, LINES);
  let best: { separator: string; score: number } = { separator: ',', score: 0 };
  for (const separator of SEPARATORS) {
    const counts = new Map<number, number>();
    for (const line of lines) {
      const count = line.split(separator).length - 1;
      if (count > 0) counts.set(count, (counts.get(count) ?? 0) + 1);
    }
    // Lines that agree, each worth its cells: many agreeing lines, then many cells.
    for (const [count, agreeing] of counts) {
      const score = agreeing * (1 + Math.min(count, 20) / 10);
      if (score > best.score) best = { separator, score };
    }
  }
  return best.separator;
}
