/** The columns of the establishment table: what each shows and who is behind it. */
import type { Basis } from '../../../domain/figures.ts';
import { formatPercent, formatSigned, formatValue } from '../../../domain/format.ts';
import { vacancyRateOf } from '../../../domain/records/rates.ts';
import type { Member, Stock } from '../../../domain/records/stock.ts';
import type { EstablishmentLine, PlanRecords } from '../../../domain/records/types.ts';
import { fteText, signedFte, signedPoints } from './words.ts';

export type ColumnId =
  | 'establishment'
  | 'frozen'
  | 'grant'
  | 'temporary'
  | 'inPost'
  | 'headcount'
  | 'vacant'
  | 'vacantNamed'
  | 'covering'
  | 'uncovered'
  | 'over'
  | 'rate';

export interface Column {
  id: ColumnId;
  /** The heading above it and its neighbours; '' for none. */
  group: string;
  label: string;
  /** Its name on its own. */
  title: string;
  /** What the figure is, in a sentence. */
  about: string;
  unit: 'fte' | 'people' | 'percent';
  /** Kept when two dates are compared. */
  compared: boolean;
  value: (stock: Stock, basis: Basis) => number | null;
  /** A team's role that has a part in the figure. */
  from: (stock: Stock) => boolean;
  /** The posts and people shown behind it. */
  line: (line: EstablishmentLine) => boolean;
  member: (member: Member, covers: string | null) => boolean;
}

const isHolder = ({ kind }: Member) => kind === 'employed' || kind === 'seconded-in';
const isAgency = ({ kind }: Member) => kind === 'agency';
const covering = (member: Member, covers: string | null) =>
  isAgency(member) && (covers === null || covers === 'vacancy');
const every = () => true;
const none = () => false;

const POSTS = 'Posts, FTE';
const IN_POST = 'In post';
const VACANT = 'Vacant, FTE';

export const COLUMNS: readonly Column[] = [
  {
    id: 'establishment',
    group: POSTS,
    label: 'Funded',
    title: 'Funded posts',
    about: 'Funded posts, frozen and temporary ones included.',
    unit: 'fte',
    compared: true,
    value: (stock) => stock.establishment,
    from: (stock) => stock.establishment > 0,
    line: every,
    member: none,
  },
  {
    id: 'frozen',
    group: POSTS,
    label: 'Frozen',
    title: 'Frozen posts',
    about: 'The part of the funded posts that is frozen.',
    unit: 'fte',
    compared: false,
    value: (stock) => stock.frozen,
    from: (stock) => stock.frozen > 0,
    line: (line) => line.frozen,
    member: none,
  },
  {
    id: 'grant',
    group: POSTS,
    label: 'Grant',
    title: 'Grant-funded posts',
    about: 'The part of the funded posts that a grant pays for.',
    unit: 'fte',
    compared: false,
    value: (stock) => stock.grant,
    from: (stock) => stock.grant > 0,
    line: (line) => line.funding === 'grant',
    member: none,
  },
  {
    id: 'temporary',
    group: POSTS,
    label: 'Temporary',
    title: 'Temporary posts',
    about: 'The part of the funded posts with temporary funding.',
    unit: 'fte',
    compared: false,
    value: (stock) => stock.temporary,
    from: (stock) => stock.temporary > 0,
    line: (line) => line.funding === 'temporary',
    member: none,
  },
  {
    id: 'inPost',
    group: IN_POST,
    label: 'FTE',
    title: 'In post',
    about: 'Employees and people seconded in. Somebody on leave still counts; agency never does.',
    unit: 'fte',
    compared: true,
    value: (stock) => stock.inPost,
    from: (stock) => stock.headcount > 0,
    line: none,
    member: isHolder,
  },
  {
    id: 'headcount',
    group: IN_POST,
    label: 'People',
    title: 'People in post',
    about: 'People in post, each counted once however many posts they hold.',
    unit: 'people',
    compared: true,
    value: (stock) => stock.headcount,
    from: (stock) => stock.headcount > 0,
    line: none,
    member: isHolder,
  },
  // Before its parts: on a narrow screen the last columns are scrolled to.
  {
    id: 'rate',
    group: 'Vacancy',
    label: '%',
    title: 'Vacancy rate',
    about: 'Vacancies as a share of the posts.',
    unit: 'percent',
    compared: true,
    value: vacancyRateOf,
    from: (stock) => stock.vacant > 0,
    line: every,
    member: isHolder,
  },
  {
    id: 'vacant',
    group: VACANT,
    label: 'All',
    title: 'Vacant posts',
    about: 'Funded posts with nobody employed in them, worked out for each role of each team.',
    unit: 'fte',
    compared: true,
    value: (stock) => stock.vacant,
    from: (stock) => stock.vacant > 0,
    line: every,
    member: every,
  },
  {
    id: 'vacantNamed',
    group: VACANT,
    label: 'Offer accepted',
    title: 'Vacant with an offer accepted',
    about: 'The part of the vacancies that somebody has accepted an offer for.',
    unit: 'fte',
    compared: false,
    value: (stock) => stock.vacantNamed,
    from: (stock) => stock.vacantNamed > 0,
    line: none,
    member: ({ kind }) => kind === 'offer',
  },
  {
    id: 'covering',
    group: VACANT,
    label: 'Agency covers',
    title: 'Vacancies agency workers cover',
    about: 'The part of the vacancies that agency workers cover.',
    unit: 'fte',
    compared: false,
    value: (stock) => stock.covering,
    from: (stock) => stock.covering > 0,
    line: none,
    member: covering,
  },
  {
    id: 'uncovered',
    group: VACANT,
    label: 'Uncovered',
    title: 'Uncovered vacancies',
    about: 'Vacancies that no agency worker covers.',
    unit: 'fte',
    compared: true,
    value: (stock) => stock.uncovered,
    from: (stock) => stock.uncovered > 0,
    line: every,
    member: (member, covers) => isHolder(member) || covering(member, covers),
  },
  {
    id: 'over',
    group: 'Over',
    label: 'FTE',
    title: 'In post over the funded posts',
    about: 'People in post beyond the funded posts of their team and role.',
    unit: 'fte',
    compared: false,
    value: (stock) => stock.over,
    from: (stock) => stock.over > 0,
    line: every,
    member: isHolder,
  },
];

/** A figure as its column shows it; a rate of no posts is a dash. */
export function figureText(column: Column, stock: Stock, basis: Basis): string {
  const value = column.value(stock, basis);
  if (value === null) return '–';
  if (column.unit === 'percent') return formatPercent(value);
  return column.unit === 'fte' ? fteText(value) : formatValue(value, 'number');
}

/** The movement between two stocks, with its sign; a dash where either has no rate. */
export function changeText(column: Column, before: Stock, now: Stock, basis: Basis): string {
  const was = column.value(before, basis);
  const is = column.value(now, basis);
  if (was === null || is === null) return '–';
  if (column.unit === 'percent') return signedPoints(is - was);
  return column.unit === 'fte' ? signedFte(is - was) : formatSigned(is - was);
}

/**
 * The columns a plan needs: frozen, grant and temporary only where it has such posts, and what
 * agency workers cover only once one is on record: nobody recorded is not nobody there.
 */
export function columnsFor({ lines, engagements }: PlanRecords): Column[] {
  const agency = engagements.some(({ basis }) => basis === 'agency');
  const seen: Partial<Record<ColumnId, boolean>> = {
    frozen: lines.some((line) => line.frozen),
    grant: lines.some((line) => line.funding === 'grant'),
    temporary: lines.some((line) => line.funding === 'temporary'),
    covering: agency,
    uncovered: agency,
  };
  // Without a post on record nobody knows how many there are, nor which are vacant.
  if (lines.length === 0) return COLUMNS.filter(({ group }) => group === IN_POST);
  return COLUMNS.filter(({ id }) => seen[id] !== false);
}

/** Neighbouring columns under one heading. */
export function groupsOf(columns: readonly Column[]): { label: string; span: number }[] {
  const groups: { label: string; span: number }[] = [];
  for (const { group } of columns) {
    const last = groups.at(-1);
    if (last?.label === group) last.span += 1;
    else groups.push({ label: group, span: 1 });
  }
  return groups;
}
