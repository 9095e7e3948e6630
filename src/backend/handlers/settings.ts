/** A plan's settings and its years. */
import { monthName, yearLabel } from '../../domain/calendar.ts';
import type { PlanSettings } from '../../domain/figures.ts';
import type { figuresCalls } from '../../contract/figures.ts';
import { Refusal } from '../faults.ts';
import { readSettings } from './rows.ts';
import type { Handlers } from './types.ts';

/** The earliest and latest years the contract accepts. */
const EARLIEST = 1990;
const LATEST = 2100;

const FROZEN_WORDS = { counted: 'counted', 'left-out': 'left out' } as const;
const BASIS_WORDS = { local: 'local definitions', dfe: 'DfE definitions' } as const;

/** What the journal says of each setting that changed. */
function changesInWords(before: PlanSettings, after: PlanSettings): string[] {
  const rule = ({ ratingRule }: PlanSettings) =>
    ratingRule.toleranceIn === 'percent'
      ? `within ${ratingRule.tolerance}% of the target`
      : `within ${ratingRule.tolerance} points of the target`;
  const number = ({ authorityNumber }: PlanSettings) => authorityNumber ?? 'not known';
  const frozen = ({ frozenPosts = 'counted' }: PlanSettings) => FROZEN_WORDS[frozenPosts];
  const lines: [string, string, string][] = [
    ['the plan’s name', before.name, after.name],
    ['the organisation', before.organisation, after.organisation],
    ['the author', before.author || 'nobody', after.author || 'nobody'],
    ['the classification', before.classification, after.classification],
    ['the definitions', BASIS_WORDS[before.basis], BASIS_WORDS[after.basis]],
    ['the year’s first month', monthName(before.yearStartMonth), monthName(after.yearStartMonth)],
    ['the amber rating', rule(before), rule(after)],
    ['frozen posts', frozen(before), frozen(after)],
    ['the authority’s number', number(before), number(after)],
  ];
  return lines
    .filter(([, was, is]) => was !== is)
    .map(([what, was, is]) => `${what} to ${is} (was ${was})`);
}

export const settingsHandlers: Handlers<Pick<typeof figuresCalls, 'settings.change' | 'year.add'>> =
  {
    'settings.change': (db, { plan: _plan, revision: _revision, ...changes }) => {
      const before = readSettings(db);
      const given = Object.entries<unknown>(changes).filter(([, value]) => value !== undefined);
      const after: PlanSettings = { ...before, ...Object.fromEntries(given) };
      db.run(
        `UPDATE plan
          SET name = ?, organisation = ?, author = ?, classification = ?, basis = ?,
              year_start_month = ?, tolerance = ?, tolerance_in = ?, frozen_posts = ?,
              authority_number = ?`,
        after.name,
        after.organisation,
        after.author,
        after.classification,
        after.basis,
        after.yearStartMonth,
        after.ratingRule.tolerance,
        after.ratingRule.toleranceIn,
        after.frozenPosts ?? 'counted',
        after.authorityNumber ?? null,
      );
      return { value: null, words: `Changed ${changesInWords(before, after).join('; ')}` };
    },

    'year.add': (db, { where }) => {
      const { firstYear, lastYear, yearStartMonth } = readSettings(db);
      const year = where === 'after' ? lastYear + 1 : firstYear - 1;
      if (year < EARLIEST || year > LATEST) {
        throw new Refusal('refused', `A plan runs from ${EARLIEST} to ${LATEST} at most.`, 'where');
      }
      db.run(`UPDATE plan SET ${where === 'after' ? 'last_year' : 'first_year'} = ?`, year);
      return { value: { year }, words: `Added the year ${yearLabel(year, yearStartMonth)}` };
    },
  };
