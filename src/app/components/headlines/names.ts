/** What each headline is called, on every page. */
import type { HeadlineKind } from '../../../domain/headlines/headline.ts';

export const HEADLINE_NAMES: Record<HeadlineKind, string> = {
  establishment: 'Establishment',
  vacancies: 'Vacancies',
  vacancyRate: 'Vacancy rate',
  recruitsTotal: 'Recruits',
  leavers: 'Leavers',
  turnoverRate: 'Turnover',
  agency: 'Agency workers',
  agencyRate: 'Agency',
};
