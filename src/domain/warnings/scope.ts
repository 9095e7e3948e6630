/** The denominator that moves: a jump in the establishment that is probably a change of scope. */
import { yearLabel, type Year } from '../calendar.ts';
import { impliedEstablishment } from '../measures.ts';
import { areAlike, factOf, halfLastDigit } from '../facts.ts';
import { measureOfKind, yearsOf, type PlanFigures } from '../figures.ts';
import { warning, type Warning } from './warning.ts';

/** A year's posts, and the least and most they may be given how the percentage was rounded. */
interface Posts {
  value: number;
  least: number;
  most: number;
  recorded: boolean;
  scope: number;
}

function postsIn(figures: PlanFigures, year: Year): Posts | null {
  const recorded = factOf(figures, 'establishment', year);
  if (recorded) {
    const { value, scope } = recorded;
    return { value, least: value, most: value, recorded: true, scope };
  }
  const vacancies = factOf(figures, 'vacancies', year);
  const rate = factOf(figures, 'vacancyRate', year);
  if (!vacancies || !rate || !areAlike([vacancies, rate])) return null;
  const half = halfLastDigit(rate.value);
  const value = impliedEstablishment(vacancies.value, rate.value);
  const least = impliedEstablishment(vacancies.value, rate.value + half);
  const most = impliedEstablishment(vacancies.value, rate.value - half);
  if (value === null || least === null || most === null) return null;
  return { value, least, most, recorded: false, scope: vacancies.scope };
}

/**
 * How far an establishment may move in a year before the question is asked. English
 * authorities' establishments move 6.9% a year on average (DOMAIN.md §9); more than twice
 * that is unusual enough to ask about, and well short of the published jump of 23.9%.
 */
const UNUSUAL_MOVE = 0.15;

/** Jumps between consecutive years of one scope that nobody has answered for yet. */
export function scopeJumps(figures: PlanFigures): Warning[] {
  const answered = new Set(figures.sameScope.map((answer) => answer.year));
  const row = measureOfKind(figures, 'vacancyRate') ?? measureOfKind(figures, 'establishment');
  return yearsOf(figures.settings).flatMap((year) => {
    const before = postsIn(figures, year - 1);
    const after = postsIn(figures, year);
    if (!before || !after || answered.has(year) || before.scope !== after.scope) return [];
    // Measured between the nearest values the printed percentages allow.
    const up = after.least / before.most - 1;
    const down = 1 - after.most / before.least;
    if (Math.max(up, down) <= UNUSUAL_MOVE + 1e-9) return [];
    return warning({
      kind: 'scope-jump',
      measure: row?.id ?? null,
      year,
      appliesTo: 'reading',
      words: inWords(figures, year, before, after),
      question: 'scope-change',
    });
  });
}

function inWords(figures: PlanFigures, year: Year, before: Posts, after: Posts): string {
  const month = figures.settings.yearStartMonth;
  const whole = (value: number) => Math.round(value).toLocaleString('en-GB');
  const say = before.recorded && after.recorded ? 'give' : 'imply about';
  const question =
    after.value > before.value
      ? 'Did the figures start to count other posts?'
      : 'Did the figures stop counting some posts?';
  return `The published figures ${say} ${whole(before.value)} posts in ${yearLabel(year - 1, month)} and ${whole(after.value)} in ${yearLabel(year, month)}. This is probably a change of scope. ${question}`;
}
