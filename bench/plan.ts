/** A plan with ten years of figures, twelve readings a year: what the host's rows are measured on. */
import type { Backend } from '../src/backend/index.ts';
import type { ImportedTable } from '../src/contract/figures.ts';
import type { MeasureKind, Unit } from '../src/domain/figures.ts';

const FIRST_YEAR = 2015;
const YEARS = 10;
const SOURCE = 'Monthly return';
const SCOPE = 'As reported';

const ROWS: [label: string, kind: MeasureKind, unit: Unit, level: number][] = [
  ['Establishment', 'establishment', 'posts', 320],
  ['Vacancies', 'vacancies', 'posts', 45],
  ['Vacancy %', 'vacancyRate', 'percent', 14],
  ['ASYE', 'recruits', 'people', 20],
  ['Agency to permanent', 'recruits', 'people', 6],
  ['Experienced social workers', 'recruits', 'people', 15],
  ['Managers', 'recruits', 'people', 5],
  ['Total recruits', 'recruitsTotal', 'people', 46],
  ['Leavers', 'leavers', 'people', 37],
  ['Turnover %', 'turnoverRate', 'percent', 13],
  ['Agency workers', 'agency', 'people', 50],
  ['Agency %', 'agencyRate', 'percent', 16],
];

/** The last day of month `index` of a financial year, April being 0. */
function monthEnd(year: number, index: number): string {
  return new Date(Date.UTC(year, 4 + index, 0)).toISOString().slice(0, 10);
}

function tenYears(): ImportedTable {
  const years = Array.from({ length: YEARS }, (_, index) => FIRST_YEAR + index);
  return {
    measures: ROWS.map(([label, kind, unit]) => ({ label, kind, unit })),
    sources: [{ name: SOURCE, publishedOn: null }],
    scopes: [{ name: SCOPE, note: '' }],
    readings: ROWS.flatMap(([measure, kind, , level]) =>
      years.flatMap((year) =>
        Array.from({ length: 12 }, (_, month) => ({
          measure,
          source: SOURCE,
          scope: SCOPE,
          year,
          asAt: monthEnd(year, month),
          value:
            kind.startsWith('recruits') || kind === 'leavers'
              ? (level * (month + 1)) / 12
              : level - month / 12,
          status: 'actual' as const,
        })),
      ),
    ),
    targets: ROWS.filter(([, kind]) => kind === 'recruits' || kind === 'vacancyRate').flatMap(
      ([measure, , , level]) =>
        years.map((year) => ({
          measure,
          source: SOURCE,
          scope: SCOPE,
          year,
          value: level,
          status: 'set' as const,
          setOn: `${year}-05-01`,
        })),
    ),
  };
}

/**
 * Makes the plan and leaves it as the one that opens next.
 *
 * @returns its id
 */
export async function makeTenYearPlan(call: Backend['call']): Promise<string> {
  const answered = async (name: string, input: unknown) => {
    const answer = await call(name, input);
    if (!answer.ok) throw new Error(`${name}: ${answer.fault.message}`);
    return answer.value;
  };
  const { plan } = (await answered('library.create', {
    name: 'Ten years',
    organisation: 'Benchmark',
    basis: 'local',
    yearStartMonth: 4,
    firstYear: FIRST_YEAR,
    lastYear: FIRST_YEAR + YEARS - 1,
    routes: ROWS.filter(([, kind]) => kind === 'recruits').map(([label]) => label),
    latest: { asAt: monthEnd(FIRST_YEAR, 0), establishment: null, vacancies: null },
    targets: { year: FIRST_YEAR, vacancyRate: null, routes: [null, null, null, null] },
  })) as { plan: string };
  const { revision } = (await answered('history.standing', { plan })) as { revision: number };
  await answered('figures.import', { plan, revision, table: tenYears(), dryRun: false });
  await answered('preferences.change', { lastPlan: plan });
  return plan;
}
