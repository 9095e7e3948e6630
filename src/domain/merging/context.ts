/** What every kind of merge works with, and how it writes down what it finds. */
import { dateInWords, type IsoDate } from '../calendar.ts';
import { ONE_FTE, type Millionths, type PlanRecords } from '../records/types.ts';
import { noChanges, PeopleIndex } from './draft.ts';
import { NameBook, type NamedPlace } from './names.ts';
import {
  MERGE_OUTCOMES,
  type Difference,
  type Merge,
  type MergeOptions,
  type MergeOutcome,
  type RecordChanges,
} from './types.ts';

export class MergeContext {
  readonly records: PlanRecords;
  readonly options: MergeOptions;
  readonly names: NameBook;
  readonly people: PeopleIndex;
  readonly changes: RecordChanges = noChanges();
  readonly differences: Merge['differences'];
  ended = 0;
  private lowest = 0;

  constructor(records: PlanRecords, options: MergeOptions, named: readonly NamedPlace[]) {
    this.records = records;
    this.options = options;
    this.people = new PeopleIndex(records);
    this.names = new NameBook(records, options, this.nextId, named);
    this.differences = Object.fromEntries(
      MERGE_OUTCOMES.map((outcome) => [outcome, [] as Difference[]]),
    ) as Merge['differences'];
  }

  /** Ids of rows that are not saved yet count down from −1. */
  readonly nextId = (): number => {
    this.lowest -= 1;
    return this.lowest;
  };

  add(outcome: MergeOutcome, difference: Difference): void {
    this.differences[outcome].push(difference);
  }

  /**
   * True when what is gone is to be ended. Never while a row is refused: whoever it is about
   * would look as if they had gone.
   */
  ends(id: number): boolean {
    const { end } = this.options;
    if (this.differences.refused.length > 0) return false;
    return end !== null && (end.only === null || end.only.includes(id));
  }

  merge(): Merge {
    const { notes } = this.names;
    const { lines, assignments } = this.changes;
    // A name that only rows without effect have is not worth a team or role.
    const places = [lines, assignments].flatMap(({ added, changed }) => [...added, ...changed]);
    const usedTeams = new Set(places.map(({ team }) => team));
    const usedRoles = new Set(places.map(({ role }) => role));
    const teams = this.names.teams.filter(({ id }) => usedTeams.has(id));
    const roles = this.names.roles.filter(({ id }) => usedRoles.has(id));
    const services = this.names.services.filter(({ id }) =>
      teams.some((team) => team.service === id),
    );
    this.changes.services.push(...services);
    this.changes.teams.push(...teams);
    this.changes.roles.push(...roles);
    for (const rows of Object.values(this.differences)) rows.sort(byRow);
    return {
      differences: this.differences,
      ended: this.ended,
      newServices: services.map(({ name }) => name),
      newTeams: teams.map(({ name, service }) => ({
        name,
        service: this.names.serviceName(service),
      })),
      newCohorts: this.changes.cohorts.map(({ name }) => name),
      newRoles: roles.map(({ name, group, counts }) => ({ name, group, counts })),
      notes,
      changes: this.changes,
    };
  }
}

/** As the file has them, so that the two can be read side by side. */
const byRow = (a: Difference, b: Difference) => (a.row ?? Infinity) - (b.row ?? Infinity) || 0;

export const TWO_TEAMS =
  'Two teams have this name. Add a column with the service, or rename one of them';

/** The nearest day to `day` within a span. */
export function within(day: IsoDate, from: IsoDate | null, to: IsoDate | null): IsoDate {
  if (from !== null && day < from) return from;
  return to !== null && day > to ? to : day;
}

/** `0.6 FTE`. */
export function fteWords(fte: Millionths): string {
  return `${fte / ONE_FTE} FTE`;
}

/** `30 September 2021`, or `none`. */
export function dayWords(day: IsoDate | null): string {
  return day === null ? 'none' : dateInWords(day);
}
