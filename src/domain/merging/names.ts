/** The services, teams and roles a file names, found in the plan or made for it. */
import type { IsoDate } from '../calendar.ts';
import { periodAt } from '../records/structure.ts';
import type { PlanRecords, Role, TeamPeriod } from '../records/types.ts';
import { proposedRole } from './roleGroups.ts';
import type { MergeOptions, NewService, NewTeam, RoleChoice } from './types.ts';

/** Where teams go whose service neither the file nor the user names. */
export const UNKNOWN_SERVICE = 'Service not known';

/** A name as it is compared: case and spacing do not tell two teams apart. */
export function nameKey(name: string): string {
  return name.trim().replaceAll(/\s+/g, ' ').toLowerCase();
}

export interface NamedPlace {
  service: string | null;
  team: string;
  role: string;
}

interface KnownTeam {
  id: number;
  service: number;
  open: boolean;
}

/** Two teams have the name, and the file does not say which. */
export const AMBIGUOUS = 'ambiguous';

export class NameBook {
  readonly services: NewService[] = [];
  readonly teams: NewTeam[] = [];
  readonly roles: Role[] = [];
  readonly notes: string[] = [];
  private readonly options: MergeOptions;
  private readonly nextId: () => number;
  private readonly servicesByName = new Map<string, number>();
  private readonly serviceNames = new Map<number, string>();
  private readonly teamNames = new Map<number, string>();
  private readonly current = new Map<string, KnownTeam[]>();
  private readonly former = new Map<string, KnownTeam[]>();
  private readonly rolesByName = new Map<string, number>();
  private readonly spelt = new Map<string, number>();
  private readonly roleNames = new Map<number, string>();
  private readonly found = new Map<string, number | typeof AMBIGUOUS>();
  private readonly openedTeams = new Map<number, NewTeam>();
  private readonly choices: Map<string, RoleChoice>;
  /** Every team the file names, with the services it names it in. */
  private readonly named = new Map<string, Map<string, string>>();
  private lastPosition: number;

  constructor(
    records: PlanRecords,
    options: MergeOptions,
    nextId: () => number,
    named: readonly NamedPlace[] = [],
  ) {
    this.options = options;
    this.nextId = nextId;
    for (const { service, team } of named) {
      if (service === null) continue;
      const services = this.named.get(nameKey(team)) ?? new Map<string, string>();
      this.named.set(nameKey(team), services.set(nameKey(service), service));
    }
    this.choices = new Map(options.roles.map((role) => [nameKey(role.name), role]));
    for (const service of records.services) {
      this.serviceNames.set(service.id, service.name);
      for (const { name } of service.earlierNames ?? []) {
        this.servicesByName.set(nameKey(name), service.id);
      }
    }
    // A name in use now is stronger than a former one.
    for (const { id, name } of records.services) this.servicesByName.set(nameKey(name), id);
    this.readTeams(records);
    for (const role of records.roles) {
      this.rolesByName.set(nameKey(role.name), role.id);
      this.roleNames.set(role.id, role.name);
    }
    this.lastPosition = records.roles.reduce((last, { position }) => Math.max(last, position), 0);
  }

  private readTeams(records: PlanRecords): void {
    const periodsOf = new Map<number, TeamPeriod[]>();
    for (const period of records.teamPeriods) {
      const of = periodsOf.get(period.team);
      if (of) of.push(period);
      else periodsOf.set(period.team, [period]);
    }
    const { asAt } = this.options;
    for (const team of records.teams) {
      const periods = (periodsOf.get(team.id) ?? []).sort((a, b) => a.from.localeCompare(b.from));
      const now = periodAt(periods, asAt);
      if (!now) continue;
      const open = team.openedOn <= asAt && (team.closedOn === null || team.closedOn >= asAt);
      const known = { id: team.id, service: now.service, open };
      this.teamNames.set(team.id, now.name);
      add(this.current, nameKey(now.name), known);
      for (const { name } of periods) {
        if (nameKey(name) !== nameKey(now.name)) add(this.former, nameKey(name), known);
      }
    }
  }

  /** The role's id; a new one as the user chose, or as proposed. */
  role(name: string): number {
    const spelt = this.spelt.get(name);
    if (spelt !== undefined) return spelt;
    const id = this.findRole(name);
    this.spelt.set(name, id);
    return id;
  }

  private findRole(name: string): number {
    const key = nameKey(name);
    const known = this.rolesByName.get(key);
    if (known !== undefined) return known;
    const { group, counts } = this.choices.get(key) ?? proposedRole(name);
    this.lastPosition += 1;
    const id = this.nextId();
    this.roles.push({ id, name: name.trim(), group, counts, position: this.lastPosition });
    this.rolesByName.set(key, id);
    this.roleNames.set(id, name.trim());
    return id;
  }

  /**
   * The team's id; a new one opens on the earliest day anything is in it.
   *
   * @returns AMBIGUOUS where two teams have the name.
   */
  team({ service, team }: NamedPlace, since: IsoDate): number | typeof AMBIGUOUS {
    // As written: many rows share one spelling.
    const key = `${service ?? ''}\n${team}`;
    let id = this.found.get(key);
    if (id === undefined) {
      const services = [...(this.named.get(nameKey(team))?.values() ?? [])];
      const within = service ?? services[0] ?? null;
      const several = services.length > 1 || this.teamsNamed(team).length > 1;
      id = service === null && several ? AMBIGUOUS : this.findTeam(within, team, since);
      this.found.set(key, id);
    }
    if (id === AMBIGUOUS) return id;
    const opened = this.openedTeams.get(id);
    if (opened && since < opened.openedOn) this.openEarlier(opened, since);
    return id;
  }

  private openEarlier(team: NewTeam, since: IsoDate): void {
    team.openedOn = since;
    const service = this.services.find(({ id }) => id === team.service);
    if (service && since < service.openedOn) service.openedOn = since;
  }

  /** The plan's teams of a name: those open, where there are any, and by a former name last. */
  private teamsNamed(name: string, service?: number): KnownTeam[] {
    const named = this.current.get(nameKey(name)) ?? this.former.get(nameKey(name)) ?? [];
    const all = service === undefined ? named : named.filter((team) => team.service === service);
    const open = all.filter((team) => team.open);
    return open.length > 0 ? open : all;
  }

  private findTeam(service: string | null, name: string, since: IsoDate): number {
    const all = this.teamsNamed(name);
    const wanted = service === null ? undefined : this.servicesByName.get(nameKey(service));
    const inService = wanted === undefined ? [] : this.teamsNamed(name, wanted);
    const [found] = inService.length > 0 ? inService : all;
    if (found && service !== null && inService.length === 0) {
      const where = this.serviceNames.get(found.service) ?? '';
      // Two services may each have a “Duty”: then the file names both.
      const both = all.length > 1 || this.named.get(nameKey(name))?.has(nameKey(where)) === true;
      if (both) return this.openTeam(service, name, since);
      this.notes.push(
        `${name.trim()} is in ${where} in this plan and in ${service.trim()} in the file. It ` +
          `stays in ${where}; move it on the Establishment page if the file is right.`,
      );
    }
    return found ? found.id : this.openTeam(service, name, since);
  }

  private openTeam(service: string | null, name: string, since: IsoDate): number {
    const sole = this.serviceNames.size === 1 ? [...this.serviceNames.values()][0] : undefined;
    const within = service ?? this.options.service ?? sole ?? UNKNOWN_SERVICE;
    const id = this.nextId();
    const team = { id, name: name.trim(), service: this.service(within, since), openedOn: since };
    this.teams.push(team);
    this.openedTeams.set(id, team);
    this.teamNames.set(id, team.name);
    add(this.current, nameKey(name), { id, service: team.service, open: true });
    return id;
  }

  private service(name: string, since: IsoDate): number {
    const known = this.servicesByName.get(nameKey(name));
    if (known !== undefined) return known;
    const id = this.nextId();
    this.services.push({ id, name: name.trim(), openedOn: since });
    this.servicesByName.set(nameKey(name), id);
    this.serviceNames.set(id, name.trim());
    return id;
  }

  /** `Social worker, Duty`. */
  placeWords(team: number, role: number): string {
    return `${this.roleNames.get(role) ?? ''}, ${this.teamNames.get(team) ?? ''}`;
  }

  teamName(team: number): string {
    return this.teamNames.get(team) ?? '';
  }

  serviceName(service: number): string {
    return this.serviceNames.get(service) ?? '';
  }
}

function add<Key, Item>(map: Map<Key, Item[]>, key: Key, item: Item): void {
  const items = map.get(key);
  if (items) items.push(item);
  else map.set(key, [item]);
}
