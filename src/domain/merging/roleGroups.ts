/** Which of the statutory return's groups a job title most likely belongs to. */
import { ORG_ROLES } from '../records/codes.ts';
import type { RoleGroup } from '../records/types.ts';
import type { RoleChoice } from './types.ts';

/** In order: the first that fits decides. */
const TITLES: readonly [RegExp, RoleGroup][] = [
  [/\b(business|admin\w*|finance|support officer|pa|receptionist|data|systems?)\b/, 'other'],
  [/\bfamily support\b|\bsupport worker\b|\bunqualified\b|\bassistant\b(?!.*director)/, 'other'],
  [/\bassistant\b.*\bdirector\b|\bdirector\b|\bhead of\b|\bhos\b/, 'senior-manager'],
  [/\b(group|service|area|operations?|divisional) manager\b|\bgm\b|\bsm\b/, 'middle-manager'],
  [/\b(team|assistant team|deputy team|practice) manager\b|\b(a?tm|dtm)\b/, 'first-line-manager'],
  [/\bpractice (supervisor|lead\w*)\b|\bteam leader\b/, 'first-line-manager'],
  [
    /\b(independent reviewing|reviewing) officer\b|\biro\b|\bconference chair\b/,
    'qualified-no-cases',
  ],
  [/\b(principal social worker|psw|practice educator|consultant trainer)\b/, 'qualified-no-cases'],
  [
    /\b(senior|advanced|consultant|specialist|lead)\b.*\b(social worker|practitioner)\b/,
    'senior-practitioner',
  ],
  [/\b(ssw|asw|sp|ap)\b/, 'senior-practitioner'],
  [/\bsocial worker\b|\bsw\b|\basye\b|\bnqsw\b|\bnewly qualified\b/, 'case-holder'],
  [/\bmanager\b/, 'middle-manager'],
  [/\bpractitioner\b/, 'case-holder'],
];

/**
 * A proposal for a role the plan does not have; the user decides. A title that says nothing is
 * outside the return and not counted, so that nothing is counted unasked.
 *
 * @example proposedRole('Senior Social Worker').group is 'senior-practitioner';
 * proposedRole('Case holder').group is 'case-holder', as the return calls it.
 */
export function proposedRole(name: string): RoleChoice {
  const title = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim();
  // A return names nobody's job: its own words for a role stand in for one.
  const returned = ORG_ROLES.find(({ label }) => label.toLowerCase() === title)?.group;
  const group = returned ?? TITLES.find(([pattern]) => pattern.test(title))?.[1] ?? 'other';
  return { name, group, counts: group !== 'other' };
}
