/** What happens to a row with a problem, in words. */
import type { Severity } from '../../../domain/importing/problems.ts';

export const SEVERITIES: Record<Severity, string> = {
  'refuses-row': 'Row left out',
  question: 'Row taken in, to check',
};
