/** Establishment lines while a list is merged into them, and how its rows are told of. */
import { addDays, type IsoDate } from '../calendar.ts';
import type { EstablishmentLine } from '../records/types.ts';
import type { MergeContext } from './context.ts';
import type { MergeOutcome, PostRow } from './types.ts';

/** A post with its team and role found. */
export interface PlacedPost {
  /** The first of its rows, with the FTE of all. */
  row: PostRow;
  also: PostRow[];
  team: number;
  role: number;
}

/** The lines while a list is merged into them. */
export class LineDraft {
  lines: EstablishmentLine[];
  private readonly nextId: () => number;

  constructor(lines: readonly EstablishmentLine[], nextId: () => number) {
    this.lines = lines.map((line) => ({ ...line }));
    this.nextId = nextId;
  }

  add(line: Omit<EstablishmentLine, 'id'>): void {
    this.lines.push({ ...line, id: this.nextId() });
  }

  /** Ends a line, and goes on with another from the next day where one is given. */
  change(line: EstablishmentLine, from: IsoDate, next: Omit<EstablishmentLine, 'id'> | null): void {
    if (line.fundedFrom >= from) this.lines.splice(this.lines.indexOf(line), 1);
    else line.fundedTo = addDays(from, -1);
    if (next) this.add(next);
  }
}

export const inForce = (line: EstablishmentLine, day: IsoDate) =>
  line.fundedFrom <= day && (line.fundedTo === null || line.fundedTo >= day);

/** Why lines came to be, as the plan keeps it. */
export const IMPORT_REASON = 'Imported';

export function tellPost(
  context: MergeContext,
  outcome: MergeOutcome,
  { row, also, team, role }: PlacedPost,
  what: string[],
): void {
  const place = context.names.placeWords(team, role);
  for (const { row: number } of [row, ...also]) {
    context.add(outcome, { row: number, id: null, ref: row.postRef, name: null, place, what });
  }
}
