/** Funded posts: added, changed and ended from a date, with the reason. */
import { dateInWords, type IsoDate } from '../../domain/calendar.ts';
import {
  changeEstablishment,
  type LineChanges,
  type NewLine,
} from '../../domain/records/changes.ts';
import { ONE_FTE, type EstablishmentLine } from '../../domain/records/types.ts';
import type { EstablishmentStep, recordsCalls } from '../../contract/records.ts';
import type { Db, WriteDb } from '../db.ts';
import { Refusal } from '../faults.ts';
import { checkTeamOpen } from './placing.ts';
import { allLines, roleById, teamName } from './recordRows.ts';
import type { Handlers } from './types.ts';
import { because, counted, fteInWords, listed } from './words.ts';

function insertLine(db: WriteDb, line: NewLine): void {
  db.run(
    `INSERT INTO establishment_line (team_id, role_id, fte_millionths, funded_from, funded_to,
       funding, frozen, post_ref, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[line.team, line.role, line.fte, line.fundedFrom, line.fundedTo],
    ...[line.funding, line.frozen ? 1 : 0, line.postRef, line.reason],
  );
}

function overlap(a: NewLine, b: NewLine): boolean {
  const before = (one: NewLine, other: NewLine) =>
    one.fundedTo !== null && one.fundedTo < other.fundedFrom;
  return !before(a, b) && !before(b, a);
}

/** The lines as they will be. */
function linesAfter(lines: readonly EstablishmentLine[], changes: LineChanges): NewLine[] {
  const ends = new Map(changes.ended.map(({ id, fundedTo }) => [id, fundedTo]));
  const removed = new Set(changes.removed);
  const kept = lines
    .filter(({ id }) => !removed.has(id))
    .map((line) => ({ ...line, fundedTo: ends.get(line.id) ?? line.fundedTo }));
  return [...kept, ...changes.added];
}

/** Refuses a post reference that would be funded twice at once. */
function checkPostsOnce(db: Db, lines: readonly EstablishmentLine[], changes: LineChanges): void {
  const after = linesAfter(lines, changes);
  for (const line of changes.added) {
    const ref = line.postRef?.toLowerCase();
    if (ref === undefined) continue;
    const other = after.find(
      (one) => one !== line && one.postRef?.toLowerCase() === ref && overlap(one, line),
    );
    if (!other) continue;
    throw new Refusal(
      'bad-input',
      `Post ${line.postRef} is already funded in ${teamName(db, other.team, line.fundedFrom)} ` +
        `from ${dateInWords(other.fundedFrom)}. End it there first, or give another reference.`,
      'steps',
    );
  }
}

/** `2 posts`, or `5.5 FTE` where a line is a block of posts. */
function amount(ftes: readonly number[]): string {
  const total = ftes.reduce((sum, fte) => sum + fte, 0);
  return ftes.every((fte) => fte <= ONE_FTE)
    ? counted(ftes.length, 'post')
    : `posts of ${fteInWords(total)}`;
}

/** `Ended 2 posts and added 3 in Hackney Wick Assessment from 1 April 2022: two posts agreed`. */
function changeWords(
  db: Db,
  lines: ReadonlyMap<number, EstablishmentLine>,
  { from, reason, steps }: { from: IsoDate; reason: string; steps: readonly EstablishmentStep[] },
): string {
  const done = (kind: EstablishmentStep['kind'], verb: string) => {
    const ftes = steps
      .filter((step) => step.kind === kind)
      .map((step) => (step.kind === 'end' ? lines.get(step.line)!.fte : step.fte));
    return ftes.length === 0 ? [] : [`${verb} ${amount(ftes)}`];
  };
  const parts = [...done('end', 'ended'), ...done('add', 'added'), ...done('alter', 'changed')];
  const teams = new Set(
    steps.map((step) => (step.kind === 'add' ? step.team : lines.get(step.line)!.team)),
  );
  const [only] = teams;
  const where =
    teams.size === 1 && only !== undefined ? teamName(db, only, from) : counted(teams.size, 'team');
  const what = listed(parts);
  return `${what[0]!.toUpperCase()}${what.slice(1)} in ${where} from ${dateInWords(from)}${because(reason)}`;
}

export const establishmentHandlers: Handlers<Pick<typeof recordsCalls, 'establishment.change'>> = {
  'establishment.change': (db, input) => {
    const { from, steps } = input;
    steps.forEach((step, index) => {
      if (step.kind !== 'add') return;
      checkTeamOpen(db, step.team, from, `steps.${index}.team`);
      roleById(db, step.role, `steps.${index}.role`);
    });
    const lines = allLines(db);
    const changes = changeEstablishment(lines, input);
    if (!changes.ok) {
      const field = changes.step === undefined ? 'steps' : `steps.${changes.step}`;
      throw new Refusal('bad-input', changes.problem, field);
    }
    checkPostsOnce(db, lines, changes);
    const words = changeWords(db, new Map(lines.map((line) => [line.id, line])), input);
    for (const { id, fundedTo } of changes.ended) {
      db.run('UPDATE establishment_line SET funded_to = ? WHERE id = ?', fundedTo, id);
    }
    for (const id of changes.removed) db.run('DELETE FROM establishment_line WHERE id = ?', id);
    for (const line of changes.added) insertLine(db, line);
    return { value: null, words };
  },
};
