/** Where what a file holds is shown: the way on from an import, and back out of one. */
import type { ImportKind } from '../../../domain/importing/fields.ts';

export function pageOf(kind: ImportKind): { to: string; label: string } {
  if (kind === 'establishment') return { to: '/establishment', label: 'See Establishment' };
  if (kind === 'cohort') return { to: '/asye?tab=cohorts', label: 'See ASYE' };
  return { to: '/workforce', label: 'See Workforce' };
}
