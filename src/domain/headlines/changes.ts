/** What becomes of a plan's headlines when its records change: shown before an import is applied. */
import { yearLabel } from '../calendar.ts';
import type { PlanFigures } from '../figures.ts';
import type { LeadChoice } from '../leading.ts';
import type { PlanRecords } from '../records/types.ts';
import { headlineOf, type HeadlineKind } from './headline.ts';
import { latestYear, planAt } from './planAt.ts';

const KINDS = [
  'establishment',
  'vacancies',
  'vacancyRate',
  'turnoverRate',
  'leavers',
  'recruitsTotal',
  'agencyRate',
] as const satisfies HeadlineKind[];

/** A headline as it is said: "12.5%", of 2021-22, and where it comes from. */
export interface HeadlineSaid {
  text: string;
  unit: string;
  year: string;
  origin: string;
}

export interface HeadlineChange {
  kind: HeadlineKind;
  before: HeadlineSaid;
  after: HeadlineSaid;
  changes: boolean;
}

const isSame = (a: HeadlineSaid, b: HeadlineSaid) =>
  a.text === b.text && a.unit === b.unit && a.year === b.year && a.origin === b.origin;

/** Every headline of a plan before and after its records change. */
export function headlineChanges(
  reported: PlanFigures,
  records: { before: PlanRecords; after: PlanRecords },
  choices: readonly LeadChoice[],
  day: Parameters<typeof planAt>[3],
): HeadlineChange[] {
  const said = (rows: PlanRecords) => {
    const { figures } = planAt(reported, rows, choices, day);
    const year = latestYear(figures);
    const label = yearLabel(year, figures.settings.yearStartMonth);
    return (kind: HeadlineKind): HeadlineSaid => {
      const { text, unit, origin } = headlineOf(figures, kind, year);
      return { text, unit, year: label, origin };
    };
  };
  const before = said(records.before);
  const after = said(records.after);
  return KINDS.map((kind) => {
    const [was, is] = [before(kind), after(kind)];
    return { kind, before: was, after: is, changes: !isSame(was, is) };
  });
}
