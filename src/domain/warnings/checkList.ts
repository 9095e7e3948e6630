/** The warnings as a list to go through. */
import type { Year } from '../calendar.ts';
import type { Warning } from '../warnings.ts';

/** One line of the list: a warning, or several that say the same of one year's rows. */
export interface Check {
  id: string;
  warnings: [Warning, ...Warning[]];
  words: string;
}

/** Part-year counts of a year become one line, for they are one fact: when the year was counted. */
export function checkList(warnings: readonly Warning[], label: (year: Year) => string): Check[] {
  const checks: Check[] = [];
  for (const warning of warnings) {
    const same = checks.find(
      ({ warnings: [first] }) =>
        warning.kind === 'part-year' && first.kind === 'part-year' && first.year === warning.year,
    );
    if (same) {
      same.warnings.push(warning);
      same.words = `These are counted for part of ${label(warning.year)}. Do not compare them with the full years beside them.`;
    } else checks.push({ id: warning.id, warnings: [warning], words: warning.words });
  }
  return checks;
}
