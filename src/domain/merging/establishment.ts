/**
 * Posts of an establishment list, merged into the plan's lines. A post is known by its
 * reference, and a block of posts by its team and role. What differs changes from the list's
 * own date, so that the establishment before it stays.
 */
import { addDays, dateInWords, type IsoDate } from '../calendar.ts';
import { changeEstablishment } from '../records/changes.ts';
import type { EstablishmentLine } from '../records/types.ts';
import { mergeBlocks } from './blocks.ts';
import { dayWords, fteWords, TWO_TEAMS, within, type MergeContext } from './context.ts';
import { compareRows, refKey } from './draft.ts';
import { IMPORT_REASON, inForce, LineDraft, tellPost, type PlacedPost } from './lines.ts';
import { AMBIGUOUS } from './names.ts';
import type { PostRow } from './types.ts';

/** True when two rows of a post share a day; a date the file leaves out is open. */
function shareDays(a: PostRow, b: PostRow): boolean {
  const endsBefore = (one: PostRow, other: PostRow) =>
    one.fundedTo !== null && other.fundedFrom !== null && one.fundedTo < other.fundedFrom;
  return !endsBefore(a, b) && !endsBefore(b, a);
}

function isSamePost(a: PlacedPost, b: PlacedPost): boolean {
  return (
    a.team === b.team &&
    a.role === b.role &&
    a.row.fundedFrom === b.row.fundedFrom &&
    a.row.fundedTo === b.row.fundedTo
  );
}

/**
 * The posts with their teams and roles. Rows of one reference, place and funding are one post,
 * and their FTE is added, as the reader was told; other rows of it on the same days are refused.
 */
function postsIn(context: MergeContext, rows: readonly PostRow[]): PlacedPost[] {
  const placed: PlacedPost[] = [];
  const byRef = new Map<string, PlacedPost[]>();
  for (const row of rows) {
    const team = context.names.team(row, row.fundedFrom ?? context.options.asAt);
    if (team === AMBIGUOUS) {
      const place = `${row.role}, ${row.team}`;
      const about = { row: row.row, id: null, ref: row.postRef, name: null, place };
      context.add('refused', { ...about, what: [TWO_TEAMS] });
      continue;
    }
    const post = { row: { ...row }, also: [], team, role: context.names.role(row.role) };
    const key = row.postRef === null ? null : refKey(row.postRef);
    const before = key === null ? [] : (byRef.get(key) ?? []);
    const same = before.find((one) => isSamePost(one, post));
    const other = before.find((one) => shareDays(one.row, row));
    if (same) {
      same.row.fte += row.fte;
      same.also.push(row);
    } else if (other) {
      const what = `Row ${other.row.row} has this post on the same days, in another place or for other dates`;
      tellPost(context, 'refused', post, [what]);
    } else {
      placed.push(post);
      if (key !== null) byRef.set(key, [...before, post]);
    }
  }
  return placed;
}

function mergePost(
  context: MergeContext,
  draft: LineDraft,
  linesOf: readonly EstablishmentLine[],
  post: PlacedPost,
): void {
  const { asAt } = context.options;
  const { row, team, role } = post;
  const day = within(asAt, row.fundedFrom, row.fundedTo);
  // In force, or the same post with a first day still to come.
  const now = linesOf.find(
    (line) =>
      inForce(line, day) ||
      (line.fundedFrom > day && (row.fundedTo === null || line.fundedFrom <= row.fundedTo)),
  );
  const { fte, postRef } = row;
  if (!now) {
    const from = row.fundedFrom ?? within(asAt, null, row.fundedTo);
    // A post funded again begins after it ended before.
    const ended = linesOf.findLast(({ fundedTo }) => fundedTo !== null && fundedTo < day)?.fundedTo;
    const fundedFrom = ended != null && ended >= from ? addDays(ended, 1) : from;
    const dates = { fundedFrom, fundedTo: row.fundedTo };
    const kind = { funding: row.funding ?? ('base' as const), frozen: row.frozen ?? false };
    draft.add({ team, role, fte, ...dates, ...kind, postRef, reason: IMPORT_REASON });
    tellPost(context, 'new', post, [
      `${fteWords(fte)}, funded from ${dateInWords(dates.fundedFrom)}`,
    ]);
    return;
  }
  const next = {
    ...now,
    team,
    role,
    fte,
    funding: row.funding ?? now.funding,
    frozen: row.frozen ?? now.frozen,
    fundedTo: row.fundedTo ?? now.fundedTo,
  };
  const what = postDifferences(context, now, next);
  if (row.fundedFrom !== null && row.fundedFrom < now.fundedFrom && linesOf[0] === now) {
    what.push(`Funded from ${dateInWords(row.fundedFrom)} (was ${dateInWords(now.fundedFrom)})`);
    now.fundedFrom = row.fundedFrom;
    next.fundedFrom = row.fundedFrom;
  }
  if (what.length > 0) putPost(draft, now, next, day === asAt ? asAt : now.fundedFrom);
  tellPost(context, what.length > 0 ? 'changed' : 'unchanged', post, what);
}

/** Writes a post's new state: from a day, or in place where nothing stood before that day. */
function putPost(
  draft: LineDraft,
  now: EstablishmentLine,
  next: EstablishmentLine,
  from: IsoDate,
): void {
  const { id: _id, ...line } = next;
  const onlyDates =
    now.team === next.team &&
    now.role === next.role &&
    now.fte === next.fte &&
    now.funding === next.funding &&
    now.frozen === next.frozen;
  if (onlyDates || now.fundedFrom >= from) Object.assign(now, line);
  else draft.change(now, from, { ...line, fundedFrom: from, reason: IMPORT_REASON });
}

function postDifferences(
  { names }: MergeContext,
  now: EstablishmentLine,
  next: EstablishmentLine,
): string[] {
  const what: string[] = [];
  const was = names.placeWords(now.team, now.role);
  const is = names.placeWords(next.team, next.role);
  if (now.team !== next.team || now.role !== next.role) what.push(`Moves from ${was} to ${is}`);
  if (now.fte !== next.fte) what.push(`${fteWords(now.fte)} to ${fteWords(next.fte)}`);
  if (now.funding !== next.funding) what.push(`Funding ${now.funding} to ${next.funding}`);
  if (now.frozen !== next.frozen) what.push(next.frozen ? 'Frozen' : 'No longer frozen');
  if (now.fundedTo !== next.fundedTo) what.push(`Funded to ${dayWords(next.fundedTo)}`);
  return what;
}

/** Lines in force on the list's date that none of its rows is about. */
function tellGone(
  context: MergeContext,
  draft: LineDraft,
  posts: readonly PlacedPost[],
  blocks: ReadonlySet<number>,
): void {
  const { asAt, end } = context.options;
  const refs = new Set(
    posts.flatMap(({ row }) => (row.postRef === null ? [] : refKey(row.postRef))),
  );
  const gone = context.records.lines.filter((line) => {
    if (!inForce(line, asAt)) return false;
    if (line.postRef !== null) return !refs.has(refKey(line.postRef));
    return !blocks.has(line.id);
  });
  for (const { id, team, role, fte, postRef } of gone) {
    const place = context.names.placeWords(team, role);
    context.add('gone', {
      row: null,
      id,
      ref: postRef,
      name: null,
      place,
      what: [`${fteWords(fte)}, not in the file`],
    });
  }
  if (end === null) return;
  const from = addDays(end.lastDay, 1);
  for (const { id } of gone) {
    const line = draft.lines.find((one) => one.id === id);
    if (!line || !context.ends(id)) continue;
    const step = { kind: 'end' as const, line: id };
    const changes = changeEstablishment([line], { from, reason: IMPORT_REASON, steps: [step] });
    if (!changes.ok) continue;
    draft.change(line, from, null);
    context.ended += 1;
  }
}

/** Merges an establishment list. */
export function mergeEstablishment(context: MergeContext, rows: readonly PostRow[]): void {
  const draft = new LineDraft(context.records.lines, context.nextId);
  const linesByRef = new Map<string, EstablishmentLine[]>();
  for (const line of draft.lines) {
    if (line.postRef === null) continue;
    const key = refKey(line.postRef);
    const of = linesByRef.get(key);
    if (of) of.push(line);
    else linesByRef.set(key, [line]);
  }
  for (const of of linesByRef.values()) of.sort((a, b) => a.fundedFrom.localeCompare(b.fundedFrom));
  // A post's own history in order: each row finds the line as the one before left it.
  const inOrder = [...rows].sort((a, b) => (a.fundedFrom ?? '').localeCompare(b.fundedFrom ?? ''));
  const posts = postsIn(context, inOrder);
  for (const post of posts) {
    if (post.row.postRef === null) continue;
    mergePost(context, draft, linesByRef.get(refKey(post.row.postRef)) ?? [], post);
  }
  const withoutRef = posts.filter(({ row }) => row.postRef === null);
  const blocks = mergeBlocks(context, draft, withoutRef);
  tellGone(context, draft, posts, blocks);
  compareRows(context.records.lines, draft.lines, context.changes.lines);
}
