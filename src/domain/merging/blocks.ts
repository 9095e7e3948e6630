/** Posts without references: counted together by team and role, and compared as a block. */
import type { IsoDate } from '../calendar.ts';
import { dateInWords } from '../calendar.ts';
import type { EstablishmentLine, Funding } from '../records/types.ts';
import { fteWords, within, type MergeContext } from './context.ts';
import { IMPORT_REASON, inForce, tellPost, type LineDraft, type PlacedPost } from './lines.ts';

type NewLine = Omit<EstablishmentLine, 'id'>;

/** What a block of posts is told apart by. */
interface Kind {
  funding: Funding;
  frozen: boolean;
}

const kindKey = ({ funding, frozen }: Kind) => `${funding} ${frozen}`;

function grouped<Item>(items: readonly Item[], key: (item: Item) => string): Item[][] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return [...groups.values()];
}

const sum = (rows: readonly { fte: number }[]) => rows.reduce((total, { fte }) => total + fte, 0);

/** The funding and freeze a row has; where the file does not say, those the plan has there. */
function kindOf({ row }: PlacedPost, lines: readonly EstablishmentLine[]): Kind {
  const sole = <Value>(values: Value[], otherwise: Value): Value => {
    const different = new Set(values);
    const [only] = different;
    return different.size === 1 && only !== undefined ? only : otherwise;
  };
  return {
    funding:
      row.funding ??
      sole<Funding>(
        lines.map(({ funding }) => funding),
        'base',
      ),
    frozen:
      row.frozen ??
      sole(
        lines.map(({ frozen }) => frozen),
        false,
      ),
  };
}

function newLines(posts: readonly PlacedPost[], kind: Kind, asAt: IsoDate): NewLine[] {
  const datesOf = ({ row }: PlacedPost) => ({
    fundedFrom: row.fundedFrom ?? within(asAt, null, row.fundedTo),
    fundedTo: row.fundedTo,
  });
  return grouped(posts, (post) => JSON.stringify(datesOf(post))).map((same) => {
    const { team, role } = same[0]!;
    const fte = sum(same.map(({ row }) => row));
    return { team, role, fte, ...datesOf(same[0]!), ...kind, postRef: null, reason: IMPORT_REASON };
  });
}

/** Takes FTE off a block's lines from a day, the latest line first. */
function reduce(draft: LineDraft, lines: readonly EstablishmentLine[], by: number, from: IsoDate) {
  let left = by;
  const latestFirst = [...lines].sort(
    (a, b) => b.fundedFrom.localeCompare(a.fundedFrom) || b.id - a.id,
  );
  for (const line of latestFirst) {
    if (left === 0) return;
    const off = Math.min(left, line.fte);
    left -= off;
    const { id: _id, ...kept } = line;
    const fte = line.fte - off;
    const rest = { ...kept, fte, fundedFrom: from, reason: IMPORT_REASON };
    draft.change(line, from, fte > 0 ? rest : null);
  }
}

/** Compares a block in force on the list's date with the file's; answers what changes. */
function mergeKind(
  context: MergeContext,
  draft: LineDraft,
  lines: readonly EstablishmentLine[],
  posts: readonly PlacedPost[],
  kind: Kind,
): { outcome: 'new' | 'changed' | 'unchanged'; what: string[] } {
  const { asAt } = context.options;
  const wanted = sum(posts.map(({ row }) => row));
  const now = sum(lines);
  if (wanted === now) return { outcome: 'unchanged', what: [] };
  if (lines.length === 0) {
    for (const line of newLines(posts, kind, asAt)) draft.add(line);
    return { outcome: 'new', what: [`${fteWords(wanted)} in all`] };
  }
  const what = [`${fteWords(now)} to ${fteWords(wanted)} in all, from ${dateInWords(asAt)}`];
  if (wanted < now) reduce(draft, lines, now - wanted, asAt);
  else {
    const { id: _id, ...like } = lines.at(-1)!;
    draft.add({ ...like, fte: wanted - now, fundedFrom: asAt, reason: IMPORT_REASON });
  }
  return { outcome: 'changed', what };
}

/** Posts funded only before or after the list's date: one line of exactly those days. */
function mergeDated(
  context: MergeContext,
  draft: LineDraft,
  posts: readonly PlacedPost[],
  kind: Kind,
): void {
  for (const line of newLines(posts, kind, context.options.asAt)) {
    const same = posts.filter(
      ({ row }) =>
        row.fundedTo === line.fundedTo && (row.fundedFrom ?? line.fundedFrom) === line.fundedFrom,
    );
    const now = draft.lines.find(
      (one) =>
        one.postRef === null &&
        one.team === line.team &&
        one.role === line.role &&
        one.fundedFrom === line.fundedFrom &&
        one.fundedTo === line.fundedTo &&
        kindKey(one) === kindKey(line),
    );
    const outcome = !now ? 'new' : now.fte === line.fte ? 'unchanged' : 'changed';
    const what = outcome === 'unchanged' ? [] : [`${fteWords(line.fte)} in all`];
    if (!now) draft.add(line);
    else now.fte = line.fte;
    for (const post of same) tellPost(context, outcome, post, what);
  }
}

/**
 * Merges the rows without post references.
 *
 * @returns the ids of the plan's lines that the rows are about.
 */
export function mergeBlocks(
  context: MergeContext,
  draft: LineDraft,
  posts: readonly PlacedPost[],
): Set<number> {
  const { asAt } = context.options;
  const about = new Set<number>();
  const isNow = ({ row }: PlacedPost) => within(asAt, row.fundedFrom, row.fundedTo) === asAt;
  for (const block of grouped(posts, ({ team, role }) => `${team} ${role}`)) {
    const { team, role } = block[0]!;
    const lines = draft.lines.filter(
      (line) =>
        line.postRef === null && line.team === team && line.role === role && inForce(line, asAt),
    );
    const now = block.filter(isNow);
    // A file that does not tell kinds apart is compared with all of them together.
    const untold = now.every(({ row }) => row.funding === null && row.frozen === null);
    for (const same of grouped(now, (post) => (untold ? '' : kindKey(kindOf(post, lines))))) {
      const kind = kindOf(same[0]!, lines);
      const ofKind = untold ? lines : lines.filter((line) => kindKey(line) === kindKey(kind));
      for (const { id } of ofKind) about.add(id);
      const { outcome, what } = mergeKind(context, draft, ofKind, same, kind);
      for (const post of same) tellPost(context, outcome, post, what);
    }
    const dated = block.filter((post) => !isNow(post));
    for (const same of grouped(dated, (post) => kindKey(kindOf(post, [])))) {
      mergeDated(context, draft, same, kindOf(same[0]!, []));
    }
  }
  return about;
}
