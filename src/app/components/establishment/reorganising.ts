/** A reorganisation while it is prepared: its steps in words, and how things will look. */
import type { IsoDate } from '../../../domain/calendar.ts';
import { reorganise, type ReorganisationStep } from '../../../domain/records/reorganise.ts';
import type { Refusal } from '../../../domain/records/changes.ts';
import { withStructure } from '../../../domain/records/preview.ts';
import { structureAt, teamAt, type ServiceAt } from '../../../domain/records/structure.ts';
import type { PlanRecords } from '../../../domain/records/types.ts';

export type StepKind = ReorganisationStep['kind'];

export const STEP_LABELS: Record<StepKind, string> = {
  'open-service': 'Open a service',
  'rename-service': 'Rename a service',
  'close-service': 'Close a service',
  'open-team': 'Open a team',
  'rename-team': 'Rename a team',
  'move-team': 'Move a team to another service',
  'close-team': 'Close a team',
};

/** What a step needs besides its kind. */
export const STEP_NEEDS: Record<StepKind, readonly ('name' | 'service' | 'team')[]> = {
  'open-service': ['name'],
  'rename-service': ['service', 'name'],
  'close-service': ['service'],
  'open-team': ['service', 'name'],
  'rename-team': ['team', 'name'],
  'move-team': ['team', 'service'],
  'close-team': ['team'],
};

type ServiceRef = number | string;

/** A service by its name at a date; one opened in the same change is its own name. */
export function serviceWords(records: PlanRecords, service: ServiceRef, date: IsoDate): string {
  if (typeof service === 'string') return service;
  const found = structureAt(records, date).find((one) => one.service === service);
  return found?.name ?? 'a closed service';
}

export function stepWords(records: PlanRecords, step: ReorganisationStep, date: IsoDate): string {
  const service = (ref: ServiceRef) => serviceWords(records, ref, date);
  const team = (id: number) => teamAt(records, id, date)?.name ?? 'a team';
  switch (step.kind) {
    case 'open-service':
      return `Open the service ${step.name}`;
    case 'rename-service':
      return `Rename the service ${service(step.service)} to ${step.name}`;
    case 'close-service':
      return `Close the service ${service(step.service)}`;
    case 'open-team':
      return `Open the team ${step.name} in ${service(step.service)}`;
    case 'rename-team':
      return `Rename the team ${team(step.team)} to ${step.name}`;
    case 'move-team':
      return `Move the team ${team(step.team)} to ${service(step.service)}`;
    case 'close-team':
      return `Close the team ${team(step.team)}`;
  }
}

/** How the services and teams will stand from the date, and what is worth a look. */
export function outcomeOf(
  records: PlanRecords,
  from: IsoDate,
  steps: readonly ReorganisationStep[],
): { ok: true; structure: ServiceAt[]; warnings: string[] } | Refusal {
  const changes = reorganise(records, { from, steps });
  if (!changes.ok) return changes;
  const structure = structureAt(withStructure(records, changes), from);
  return { ok: true, structure, warnings: changes.warnings };
}
