/** The services and teams as they stood at a date (DOMAIN.md §2). */
import type { IsoDate } from '../calendar.ts';
import { indexRecords } from './indexRecords.ts';
import type { PlanRecords, Service, TeamPeriod } from './types.ts';

const collator = new Intl.Collator('en-GB', { numeric: true });

/** Names as people order them: Team 2 before Team 10. */
export const compareNames = (a: string, b: string): number => collator.compare(a, b);

/** A team as it was named and placed at a date. */
export interface TeamAt {
  team: number;
  name: string;
  service: number;
  serviceName: string;
  openedOn: IsoDate;
  /** The last day it is open. */
  closedOn: IsoDate | null;
  /** Open on the date, its first and last day included. */
  open: boolean;
}

export interface ServiceAt {
  service: number;
  name: string;
  open: boolean;
  /** The teams open at the date, by name. */
  teams: TeamAt[];
}

function isOpen(row: { openedOn: IsoDate; closedOn: IsoDate | null }, date: IsoDate): boolean {
  return row.openedOn <= date && (row.closedOn === null || row.closedOn >= date);
}

/** The period in force at a date; before the first, the first. */
export function periodAt(periods: readonly TeamPeriod[], date: IsoDate): TeamPeriod | null {
  return periods.findLast((period) => period.from <= date) ?? periods[0] ?? null;
}

/** A service's name at a date. `until` is the first day of the next name. */
export function serviceNameAt(service: Service | undefined, date: IsoDate): string {
  return service?.earlierNames?.find(({ until }) => date < until)?.name ?? service?.name ?? '';
}

/** A team's name and service at a date, or null for a team the plan does not hold. */
export function teamAt(records: PlanRecords, team: number, date: IsoDate): TeamAt | null {
  const index = indexRecords(records);
  const row = index.teams.get(team);
  const period = periodAt(index.periodsOf.get(team) ?? [], date);
  if (!row || !period) return null;
  return {
    team,
    name: period.name,
    service: period.service,
    serviceName: serviceNameAt(index.services.get(period.service), date),
    openedOn: row.openedOn,
    closedOn: row.closedOn,
    open: isOpen(row, date),
  };
}

/** The services open at a date, and those with a team open in them, by name. */
export function structureAt(records: PlanRecords, date: IsoDate): ServiceAt[] {
  const teams = records.teams
    .flatMap((team) => teamAt(records, team.id, date) ?? [])
    .filter((team) => team.open)
    .sort((a, b) => compareNames(a.name, b.name));
  return records.services
    .map((service) => ({
      service: service.id,
      name: serviceNameAt(service, date),
      open: isOpen(service, date),
      teams: teams.filter((team) => team.service === service.id),
    }))
    .filter((service) => service.open || service.teams.length > 0)
    .sort((a, b) => compareNames(a.name, b.name));
}
