/** What the borough is made of when its records begin: roles, services, and kinds of team. */
import type { Role } from '../../records/types.ts';

export type RoleKey =
  | 'head'
  | 'serviceManager'
  | 'teamManager'
  | 'advanced'
  | 'socialWorker'
  | 'reviewing'
  | 'familySupport'
  | 'adviser';

/**
 * In the order they are shown; a role's id is its place. Reviewing officers count for DfE and
 * not in the borough's own figures, so that the two differ for a reason.
 */
export const ROLES: readonly (Pick<Role, 'name' | 'group' | 'counts'> & { key: RoleKey })[] = [
  { key: 'head', name: 'Head of service', group: 'senior-manager', counts: true },
  { key: 'serviceManager', name: 'Service manager', group: 'middle-manager', counts: true },
  { key: 'teamManager', name: 'Team manager', group: 'first-line-manager', counts: true },
  { key: 'advanced', name: 'Advanced practitioner', group: 'senior-practitioner', counts: true },
  { key: 'socialWorker', name: 'Social worker', group: 'case-holder', counts: true },
  {
    key: 'reviewing',
    name: 'Independent reviewing officer',
    group: 'qualified-no-cases',
    counts: false,
  },
  { key: 'familySupport', name: 'Family support worker', group: 'other', counts: false },
  { key: 'adviser', name: 'Personal adviser', group: 'other', counts: false },
];

export function roleId(key: RoleKey): number {
  return ROLES.findIndex((role) => role.key === key) + 1;
}

export function roleKey(id: number): RoleKey {
  return ROLES[id - 1]!.key;
}

/** Registered social workers, whom the statutory return counts. */
export function isSocialWork(key: RoleKey): boolean {
  return key !== 'familySupport' && key !== 'adviser';
}

export function isManager(key: RoleKey): boolean {
  return key === 'head' || key === 'serviceManager' || key === 'teamManager';
}

export type ServiceKey =
  | 'frontDoor'
  | 'safeguarding'
  | 'care'
  | 'fostering'
  | 'disabilities'
  | 'earlyHelp'
  | 'quality'
  | 'adolescents';

export const SERVICE_NAMES: Record<ServiceKey, string> = {
  frontDoor: 'Assessment and Front Door',
  safeguarding: 'Safeguarding and Family Support',
  care: 'Children in Care and Leaving Care',
  fostering: 'Fostering and Permanence',
  disabilities: 'Children with Disabilities',
  earlyHelp: 'Early Help and Edge of Care',
  quality: 'Quality Assurance and Academy',
  adolescents: 'Adolescent Safeguarding',
};

/** Posts of a team by role. */
export type Posts = Partial<Record<RoleKey, number>>;

export interface TeamKind {
  service: ServiceKey;
  name: string;
  /** How many of the sixty-one teams there are to begin with. */
  teams: number;
  posts: Posts;
  /** Social workers' posts are funded as one block, without references of their own. */
  block?: boolean;
}

/** A service's own managers. */
const managed = (service: ServiceKey, name: string, serviceManager: number): TeamKind => ({
  service,
  name: `${name} Management`,
  teams: 1,
  posts: { head: 1, serviceManager },
});

const team = (advanced: number, socialWorker: number, more: Posts = {}): Posts => ({
  teamManager: 1,
  advanced,
  socialWorker,
  ...more,
});

export const TEAM_KINDS: readonly TeamKind[] = [
  managed('frontDoor', 'Front Door', 2),
  { service: 'frontDoor', name: 'MASH', teams: 2, posts: team(2, 5), block: true },
  { service: 'frontDoor', name: 'Assessment', teams: 6, posts: team(2, 6), block: true },
  { service: 'frontDoor', name: 'Emergency Duty', teams: 1, posts: team(3, 3) },
  managed('safeguarding', 'Safeguarding', 4),
  { service: 'safeguarding', name: 'Safeguarding', teams: 15, posts: team(2, 6), block: true },
  managed('care', 'Children in Care', 2),
  { service: 'care', name: 'Children in Care', teams: 6, posts: team(1, 7), block: true },
  { service: 'care', name: 'Leaving Care', teams: 3, posts: team(1, 2, { adviser: 4 }) },
  managed('fostering', 'Fostering', 1),
  { service: 'fostering', name: 'Fostering', teams: 4, posts: team(1, 5) },
  { service: 'fostering', name: 'Connected Carers', teams: 1, posts: team(1, 5) },
  { service: 'fostering', name: 'Permanence', teams: 2, posts: team(1, 5) },
  managed('disabilities', 'Disabilities', 1),
  { service: 'disabilities', name: 'Disabilities', teams: 3, posts: team(1, 6), block: true },
  managed('earlyHelp', 'Early Help', 1),
  { service: 'earlyHelp', name: 'Edge of Care', teams: 2, posts: team(1, 4, { familySupport: 2 }) },
  { service: 'earlyHelp', name: 'Exploitation', teams: 1, posts: team(1, 4) },
  { service: 'earlyHelp', name: 'Family Hub', teams: 4, posts: team(0, 2, { familySupport: 4 }) },
  managed('quality', 'Quality Assurance', 1),
  { service: 'quality', name: 'Reviewing', teams: 2, posts: { teamManager: 1, reviewing: 7 } },
  {
    service: 'quality',
    name: 'Child Protection Conferences',
    teams: 1,
    posts: { teamManager: 1, reviewing: 6 },
  },
  {
    service: 'quality',
    name: 'Practice Academy',
    teams: 1,
    posts: { teamManager: 1, advanced: 5 },
  },
];

/**
 * How many teams of each kind make up a number of teams: whole teams by largest remainder,
 * the earlier kind first where remainders are equal.
 */
export function teamsOfKinds(teams: number): number[] {
  const all = TEAM_KINDS.reduce((sum, kind) => sum + kind.teams, 0);
  const exact = TEAM_KINDS.map((kind) => (kind.teams * teams) / all);
  const counts = exact.map(Math.floor);
  const left = teams - counts.reduce((sum, count) => sum + count, 0);
  const byRemainder = exact
    .map((share, at) => ({ at, remainder: share - Math.floor(share) }))
    .sort((a, b) => b.remainder - a.remainder || a.at - b.at);
  for (const { at } of byRemainder.slice(0, left)) counts[at]! += 1;
  return counts;
}
