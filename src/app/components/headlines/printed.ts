/** What every print and file says of itself: as at when, which posts, by which definitions. */
import { dateInWords, type IsoDate } from '../../../domain/calendar.ts';
import { scopeInUse, type PlanFigures } from '../../../domain/figures.ts';

export function asAtFacts(figures: PlanFigures, asAt: IsoDate | null): string[] {
  const { basis, author } = figures.settings;
  return [
    asAt ? `As at ${dateInWords(asAt)}` : '',
    scopeInUse(figures)?.name ?? '',
    basis === 'dfe' ? 'DfE definitions' : 'Local definitions',
    author ? `Author: ${author}` : '',
  ].filter(Boolean);
}
