/** A plan of one's own, from the few answers "New plan" asks for. */
import { yearOf } from '../../domain/calendar.ts';
import type { MeasureKind, PlanSettings, Unit } from '../../domain/figures.ts';
import type { ParsedOf } from '../../contract/call.ts';
import { importedTable } from '../../contract/figures.ts';
import type { libraryCalls } from '../../contract/library.ts';
import { Refusal } from '../faults.ts';
import type { LibraryContext } from '../library.ts';
import { makePlan } from '../newPlan.ts';
import { checkYear } from './rows.ts';

type Answers = ParsedOf<(typeof libraryCalls)['library.create']>;
interface Row {
  label: string;
  kind: MeasureKind;
  unit: Unit;
}

/** The rows above and below the routes, in the published table's order. */
const ABOVE: readonly Row[] = [
  { label: 'Establishment', kind: 'establishment', unit: 'posts' },
  { label: 'Vacancies', kind: 'vacancies', unit: 'posts' },
  { label: 'Vacancy %', kind: 'vacancyRate', unit: 'percent' },
];
const BELOW: readonly Row[] = [
  { label: 'Total recruits', kind: 'recruitsTotal', unit: 'people' },
  { label: 'Leavers', kind: 'leavers', unit: 'people' },
  { label: 'Turnover %', kind: 'turnoverRate', unit: 'percent' },
  { label: 'Agency workers', kind: 'agency', unit: 'people' },
  { label: 'Agency %', kind: 'agencyRate', unit: 'percent' },
];

/** A new plan's first scope, until somebody says more about who is counted. */
const SCOPE = 'As reported';

/** The longest a plan may run, in years: the table has a column for each. */
const MOST_YEARS = 50;

function checkAnswers(input: Answers, settings: PlanSettings): void {
  const { firstYear, lastYear } = input;
  if (lastYear < firstYear) {
    throw new Refusal('bad-input', 'The last year comes before the first.', 'lastYear');
  }
  if (lastYear - firstYear >= MOST_YEARS) {
    throw new Refusal('bad-input', `A plan runs ${MOST_YEARS} years at most.`, 'lastYear');
  }
  checkYear(settings, yearOf(input.latest.asAt, input.yearStartMonth), 'latest.asAt');
  checkYear(settings, input.targets.year, 'targets.year');
  const labels = new Set([...ABOVE, ...BELOW].map(({ label }) => label.toLowerCase()));
  input.routes.forEach((route, index) => {
    if (labels.has(route.toLowerCase())) {
      throw new Refusal('bad-input', `There are two rows named ${route}.`, `routes.${index}`);
    }
    labels.add(route.toLowerCase());
  });
  if (input.targets.routes.length > input.routes.length) {
    throw new Refusal('bad-input', 'There are more targets than routes.', 'targets.routes');
  }
}

/** Makes the plan: its rows, its latest figures and its targets, where they are known. */
export function createOwnPlan(library: LibraryContext, input: Answers): string {
  const who = library.preferences.read().name;
  const today = library.clock.today();
  const settings: PlanSettings = {
    name: input.name,
    organisation: input.organisation,
    author: who,
    classification: 'Official',
    firstYear: input.firstYear,
    lastYear: input.lastYear,
    yearStartMonth: input.yearStartMonth,
    basis: input.basis,
    ratingRule: { tolerance: 5, toleranceIn: 'percent' },
  };
  checkAnswers(input, settings);

  const source = `Entered by ${who}`.slice(0, 200);
  const routes = input.routes.map((label): Row => ({ label, kind: 'recruits', unit: 'people' }));
  const { asAt } = input.latest;
  const reading = (measure: string, value: number | null) =>
    value === null
      ? []
      : [
          {
            measure,
            source,
            scope: SCOPE,
            year: yearOf(asAt, input.yearStartMonth),
            asAt,
            value,
            status: 'actual' as const,
          },
        ];
  const target = (measure: string, value: number | null | undefined) =>
    value == null
      ? []
      : [
          {
            measure,
            source,
            scope: SCOPE,
            year: input.targets.year,
            value,
            status: 'set' as const,
            setOn: today,
          },
        ];

  const table = importedTable.parse({
    measures: [...ABOVE, ...routes, ...BELOW],
    sources: [{ name: source, publishedOn: null }],
    scopes: [{ name: SCOPE, note: '' }],
    readings: [
      ...reading('Establishment', input.latest.establishment),
      ...reading('Vacancies', input.latest.vacancies),
    ],
    targets: [
      ...target('Vacancy %', input.targets.vacancyRate),
      ...input.routes.flatMap((route, index) => target(route, input.targets.routes[index])),
    ],
  });
  return makePlan(
    library,
    { kind: 'own', settings, table, words: 'Started this plan' },
    'library.create',
  );
}
