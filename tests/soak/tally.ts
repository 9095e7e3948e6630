/** What the trials found, counted by kind of trial, and the one table that says it. */

/** What can be wrong after a trial, in the order of the table's columns. */
export const FINDINGS = ['lost', 'half-applied', 'unreadable', 'leftovers'] as const;
export type FindingKind = (typeof FINDINGS)[number];

export interface Finding {
  kind: FindingKind;
  /** What, and of which plan or call. */
  what: string;
}

interface Row {
  tries: number;
  found: Record<FindingKind, number>;
}

export interface Tally {
  /** Counts a try and what it found; `where` finds the try again. */
  add(trial: string, findings: readonly Finding[], where: string): void;
  /** How many findings of a kind a trial had. */
  of(trial: string): Record<FindingKind, number>;
  /** The first findings, a line each. */
  details(): string;
  table(): string;
}

const MOST_DETAILS = 40;

const none = (): Row['found'] => ({
  lost: 0,
  'half-applied': 0,
  unreadable: 0,
  leftovers: 0,
});

export function openTally(): Tally {
  const rows = new Map<string, Row>();
  const lines: string[] = [];

  function rowOf(trial: string): Row {
    const row = rows.get(trial) ?? { tries: 0, found: none() };
    rows.set(trial, row);
    return row;
  }

  return {
    add(trial, findings, where) {
      const row = rowOf(trial);
      row.tries += 1;
      for (const { kind, what } of findings) {
        row.found[kind] += 1;
        lines.push(`${trial}, ${kind}: ${what} (${where})`);
      }
    },
    of: (trial) => rowOf(trial).found,
    details() {
      const more = lines.length - MOST_DETAILS;
      const shown = lines.slice(0, MOST_DETAILS).join('\n');
      return more > 0 ? `${shown}\nand ${more} more` : shown;
    },
    table() {
      const width = Math.max(5, ...[...rows.keys()].map((trial) => trial.length));
      const line = (first: string, cells: readonly (string | number)[]) =>
        first.padEnd(width) + cells.map((cell) => String(cell).padStart(14)).join('');
      return [
        line('trial', ['tries', ...FINDINGS]),
        ...[...rows].map(([trial, { tries, found }]) =>
          line(trial, [tries, ...FINDINGS.map((kind) => found[kind])]),
        ),
      ].join('\n');
    },
  };
}
