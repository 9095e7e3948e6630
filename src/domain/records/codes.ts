/** The statutory return's lists of codes (DOMAIN.md §8), in its own order and wording. */
import type { AbsenceKind, Covers, EngagementBasis, Funding, RoleGroup } from './types.ts';

export interface Code<C> {
  code: C;
  label: string;
}

/** OrgRole 1 to 6. A role outside the return has none. */
export const ORG_ROLES: readonly (Code<number> & { group: RoleGroup })[] = [
  { code: 1, group: 'senior-manager', label: 'Senior manager' },
  { code: 2, group: 'middle-manager', label: 'Middle manager' },
  { code: 3, group: 'first-line-manager', label: 'First line manager' },
  { code: 4, group: 'senior-practitioner', label: 'Senior practitioner' },
  { code: 5, group: 'case-holder', label: 'Case holder' },
  { code: 6, group: 'qualified-no-cases', label: 'Qualified without cases' },
];

export const START_ORIGINS: readonly Code<number>[] = [
  { code: 1, label: 'Newly qualified social worker' },
  { code: 2, label: 'Social worker in another local authority in England' },
  { code: 3, label: 'Social worker outside England' },
  { code: 4, label: 'Agency or consultancy in social work in England' },
  { code: 5, label: 'Other social work role in England, not in a local authority' },
  { code: 6, label: 'Other social care role in England' },
  { code: 7, label: 'Not social care, outside England, no employment or career break' },
  { code: 8, label: 'Other' },
  { code: 9, label: 'Not known' },
  { code: 10, label: 'Not yet collected' },
];

export const LEAVER_DESTINATIONS: readonly Code<number>[] = [
  { code: 1, label: 'Social worker in another local authority in England' },
  { code: 2, label: 'Social worker outside England' },
  { code: 3, label: 'Agency or consultancy in social work in England' },
  { code: 4, label: 'Other social work role in England, not in a local authority' },
  { code: 5, label: 'Other social care role in England' },
  { code: 6, label: 'Not social care, outside England, no employment or career break' },
  { code: 7, label: 'Other' },
  { code: 8, label: 'Not known' },
  { code: 9, label: 'Not yet collected' },
];

export const LEAVING_REASONS: readonly Code<number>[] = [
  { code: 1, label: 'Resignation' },
  { code: 2, label: 'Voluntary redundancy' },
  { code: 3, label: 'Compulsory redundancy' },
  { code: 4, label: 'Dismissed' },
  { code: 5, label: 'Retired' },
  { code: 6, label: 'Deceased' },
  { code: 7, label: 'Moved to a role outside child and family social work in the authority' },
  { code: 8, label: 'Other' },
  { code: 9, label: 'Not known' },
  { code: 10, label: 'Not yet collected' },
];

export const ABSENCE_REASONS: readonly Code<AbsenceKind>[] = [
  { code: 'MAT', label: 'Maternity, paternity or adoption leave' },
  { code: 'SIC', label: 'Sick leave' },
  { code: 'TRN', label: 'Training' },
  { code: 'PUB', label: 'Public duties' },
  { code: 'UNP', label: 'Unpaid authorised absence' },
  { code: 'UNA', label: 'Unauthorised absence' },
  { code: 'OTH', label: 'Other authorised absence' },
];

export const ROLE_GROUP_LABELS: Record<RoleGroup, string> = {
  'senior-manager': 'Senior manager',
  'middle-manager': 'Middle manager',
  'first-line-manager': 'First line manager',
  'senior-practitioner': 'Senior practitioner',
  'case-holder': 'Case holder',
  'qualified-no-cases': 'Qualified without cases',
  other: 'Not in the statutory return',
};

export const BASIS_LABELS: Record<EngagementBasis, string> = {
  permanent: 'Permanent',
  'fixed-term': 'Fixed term',
  agency: 'Agency',
  secondment: 'Seconded in',
};

export const FUNDING_LABELS: Record<Funding, string> = {
  base: 'Base budget',
  grant: 'Grant',
  temporary: 'Temporary',
};

export const COVERS_LABELS: Record<Covers, string> = {
  vacancy: 'A vacancy',
  absence: 'An absence',
  extra: 'Extra work',
};

/** The words of a code in a list, or null for one the list does not hold. */
export function labelOf<C>(list: readonly Code<C>[], code: C | null): string | null {
  return list.find((item) => item.code === code)?.label ?? null;
}

/** The OrgRole code of a role group; null outside the return. */
export function orgRoleOf(group: RoleGroup): number | null {
  return ORG_ROLES.find((role) => role.group === group)?.code ?? null;
}

/** The published recruitment routes a plan begins with (DOMAIN.md §2). */
export type ProposedRoute = 'asye' | 'conversion' | 'experienced' | 'manager';

/**
 * The route an origin proposes; the user decides. Managers are the manager route whatever
 * their origin. Otherwise origin 1 is ASYE, and 4 may be a conversion: it also holds other
 * councils' agency workers, so it has to be confirmed (DOMAIN.md §8).
 *
 * @returns null where there is no origin, or the role is outside the return.
 * @example `proposedRoute(4, 'case-holder')` is `{ route: 'conversion', confirm: true }`.
 */
export function proposedRoute(
  origin: number | null,
  group: RoleGroup,
): { route: ProposedRoute; confirm: boolean } | null {
  const role = orgRoleOf(group);
  if (role === null) return null;
  if (role <= 3) return { route: 'manager', confirm: false };
  if (origin === null || origin >= 9) return null;
  if (origin === 1) return { route: 'asye', confirm: false };
  if (origin === 4) return { route: 'conversion', confirm: true };
  return { route: 'experienced', confirm: false };
}
