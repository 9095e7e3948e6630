/** A change of the establishment while it is prepared: read, put in words, and its effect. */
import { dateInWords, type IsoDate } from '../../../domain/calendar.ts';
import {
  changeEstablishment,
  type LineStep,
  type Refusal,
} from '../../../domain/records/changes.ts';
import { FUNDING_LABELS } from '../../../domain/records/codes.ts';
import { withLines } from '../../../domain/records/preview.ts';
import {
  establishmentTable,
  type RecordsScope,
  type Stock,
} from '../../../domain/records/stock.ts';
import { createTally } from '../../../domain/records/tally.ts';
import { structureAt } from '../../../domain/records/structure.ts';
import type { EstablishmentLine, PlanRecords } from '../../../domain/records/types.ts';
import { counted, fteText, spanWords } from './words.ts';

/** A row of the effect: what stands before the change and after it. */
export interface EffectRow {
  key: string;
  name: string;
  level: 'role' | 'team' | 'all';
  before: Stock;
  after: Stock;
}

const NOTHING: Stock = createTally().stock();

/** The teams a step touches, each with the roles. */
function touched(records: PlanRecords, steps: readonly LineStep[]): Map<number, Set<number>> {
  const lines = new Map(records.lines.map((line) => [line.id, line]));
  const teams = new Map<number, Set<number>>();
  for (const step of steps) {
    const at = step.kind === 'add' ? step : lines.get(step.line);
    if (!at) continue;
    const roles = teams.get(at.team) ?? new Set<number>();
    teams.set(at.team, roles.add(at.role));
  }
  return teams;
}

/** Every team's and role's stock of one table, by team and by team and role. */
function stocksOf(records: PlanRecords, date: IsoDate, scope: RecordsScope): Map<string, Stock> {
  const table = establishmentTable(records, date, scope);
  const stocks = new Map<string, Stock>([['all', table.stock]]);
  for (const team of table.children.flatMap((service) => service.children)) {
    stocks.set(`${team.id ?? 0}`, team.stock);
    for (const role of team.children) stocks.set(`${team.id ?? 0}/${role.id ?? 0}`, role.stock);
  }
  return stocks;
}

/** The affected roles and teams, and everything, at the close of the date of the change. */
export function effectOf(
  records: PlanRecords,
  from: IsoDate,
  steps: readonly LineStep[],
  scope: RecordsScope,
): { ok: true; rows: EffectRow[] } | Refusal {
  const changes = changeEstablishment(records.lines, { from, reason: '', steps });
  if (!changes.ok) return changes;
  const before = stocksOf(records, from, scope);
  const after = stocksOf(withLines(records, changes), from, scope);
  const row = (key: string, name: string, level: EffectRow['level']): EffectRow => ({
    key,
    name,
    level,
    before: before.get(key) ?? NOTHING,
    after: after.get(key) ?? NOTHING,
  });
  const roleName = (id: number) => records.roles.find((role) => role.id === id)?.name ?? '';
  const names = teamNames(records, from);
  const rows = [...touched(records, steps)].flatMap(([team, roles]) => [
    row(String(team), names.get(team) ?? 'A closed team', 'team'),
    ...[...roles].map((role) => row(`${team}/${role}`, roleName(role), 'role')),
  ]);
  return { ok: true, rows: [...rows, row('all', 'All services', 'all')] };
}

function teamNames(records: PlanRecords, date: IsoDate): Map<number, string> {
  const teams = structureAt(records, date).flatMap((service) => service.teams);
  return new Map(teams.map(({ team, name }) => [team, name]));
}

/** `Social worker, 1 FTE, from 1 April 2020 (SW014)`. */
export function lineWords(records: PlanRecords, line: EstablishmentLine): string {
  const role = records.roles.find(({ id }) => id === line.role)?.name ?? '';
  const ref = line.postRef === null ? '' : ` (${line.postRef})`;
  const frozen = line.frozen ? ', frozen' : '';
  const funding = line.funding === 'base' ? '' : `, ${FUNDING_LABELS[line.funding].toLowerCase()}`;
  return `${role}${ref}, ${fteText(line.fte)} FTE${funding}${frozen}, ${spanWords(line.fundedFrom, line.fundedTo)}`;
}

/** What the list of changes says of posts added. */
export function addWords(
  records: PlanRecords,
  from: IsoDate,
  steps: readonly Extract<LineStep, { kind: 'add' }>[],
): string {
  const [first] = steps;
  if (!first) return '';
  const role = records.roles.find(({ id }) => id === first.role)?.name ?? '';
  const team = teamNames(records, from).get(first.team) ?? '';
  const funding =
    first.funding === 'base' ? '' : `, ${FUNDING_LABELS[first.funding].toLowerCase()}`;
  const frozen = first.frozen ? ', frozen' : '';
  const until = first.until === null ? '' : `, to ${dateInWords(first.until)}`;
  return `Add ${counted(steps.length, 'post')} of ${fteText(first.fte)} FTE: ${role}, ${team}${funding}${frozen}${until}`;
}

/** The entry of the list a step of the command came from; −1 where the step is not known. */
export function entryOfStep(
  entries: readonly { steps: readonly LineStep[] }[],
  step: number | undefined,
): number {
  let before = 0;
  return step === undefined
    ? -1
    : entries.findIndex(({ steps }) => step < (before += steps.length));
}
