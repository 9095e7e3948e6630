/** What the ASYE area calls its codes. */
import type { RouteIn } from './types.ts';

export const ROUTE_IN_LABELS: Record<RouteIn, string> = {
  undergraduate: 'Undergraduate degree',
  postgraduate: 'Postgraduate degree',
  'step-up': 'Step Up to Social Work',
  approach: 'Approach Social Work (Frontline)',
  apprenticeship: 'Apprenticeship',
  other: 'Other',
};
