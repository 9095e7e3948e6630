/**
 * A borough that does not exist: ten years of teams, posts and people, generated from a seed.
 * Demonstrations, tests and benchmarks run on it. Its rates follow England's (DOMAIN.md §3,
 * §9); its names are plants. The same options give the same plan, byte for byte.
 */
import type { PlanSettings } from '../../figures.ts';
import type { PlanRecords } from '../../records/types.ts';
import type { TableContent } from '../../tableFile.ts';
import { beAbsent, leaveEndsOpen } from './absences.ts';
import { bookAgency, openBookings } from './agency.ts';
import { LAST_YEAR, monthsMade, recordsBegin, type Area, type Month } from './area.ts';
import { ROLES } from './blueprint.ts';
import { moveOn } from './careers.ts';
import { Chance } from './chance.ts';
import { fund } from './funding.ts';
import { endContracts, leave } from './leaving.ts';
import { engageSessional, leaveLoose } from './loose.ts';
import { openPosts } from './opening.ts';
import { publishedTable } from './publishedTable.ts';
import { offerAhead, recruitIn } from './recruiting.ts';
import { reorganiseByDistrict, reorganiseForAdolescents } from './reorganising.ts';
import { arrangeSecondments } from './secondments.ts';
import { openStructure } from './structure.ts';

export interface BoroughOptions {
  seed?: number;
  /** Teams when the records begin, for each borough's worth. */
  teams?: number;
  /** Financial years up to 2025-26. */
  years?: number;
  /** How many boroughs' worth to put in the one plan: 86 are about the size of England. */
  scale?: number;
}

/** A whole plan. A route in the records is the place of its row in the table, counted from 1. */
export interface BoroughPlan {
  records: PlanRecords;
  table: TableContent;
  settings: PlanSettings;
}

const BOROUGH = 'Fernhollow Borough Council (fictional)';

/** The borough with no options: of many, one whose rates stay near England's every year. */
const SEED = 111;

/** A stream of its own for the published table, whatever the number of areas. */
const TABLE_STREAM = 1_000_000;

function emptyRecords(): PlanRecords {
  return {
    services: [],
    teams: [],
    teamPeriods: [],
    roles: ROLES.map(({ key: _key, ...role }, at) => ({ id: at + 1, ...role, position: at + 1 })),
    lines: [],
    workers: [],
    engagements: [],
    assignments: [],
    absences: [],
  };
}

/** The years of the two reorganisations, some way into the records. */
function reorganise(area: Area, { first, year, month }: Month, years: number): void {
  const firstYear = LAST_YEAR - years + 1;
  if (month === 4 && year === firstYear + Math.floor(years * 0.3)) {
    reorganiseByDistrict(area, first);
  }
  if (month === 10 && year === firstYear + Math.floor(years * 0.6)) {
    reorganiseForAdolescents(area, first);
  }
}

/** One month. The order is what keeps a post from being filled before it is left. */
function liveThrough(area: Area, month: Month, years: number, luck: number): void {
  reorganise(area, month, years);
  fund(area, month);
  moveOn(area, month);
  arrangeSecondments(area, month);
  endContracts(area, month);
  recruitIn(area, month);
  leave(area, month, luck);
  beAbsent(area, month);
  bookAgency(area, month);
}

/** The year's luck with leavers, shared by everybody: about 1. */
function luckOf(chance: Chance): number {
  return 1 + (chance.share() + chance.share() + chance.share() - 1.5) * 0.14;
}

/** Makes one borough's worth, from the day before its first year to the latest figures. */
function makeArea(
  records: PlanRecords,
  chance: Chance,
  suffix: string,
  options: Required<BoroughOptions>,
): void {
  const { teams, years } = options;
  const area: Area = {
    chance,
    records,
    suffix,
    services: new Map(),
    teams: [],
    posts: [],
    employees: [],
    guests: [],
    agency: [],
    former: [],
  };
  const begins = recordsBegin(years);
  openStructure(area, teams, begins);
  openPosts(area, begins);
  engageSessional(area, begins);
  openBookings(area, begins);
  let luck = 1;
  for (const month of monthsMade(years)) {
    if (month.month === 4) {
      luck = luckOf(chance);
      engageSessional(area, month.first);
    }
    liveThrough(area, month, years, luck);
  }
  offerAhead(area);
  leaveEndsOpen(area);
  leaveLoose(area);
}

function checked(options: BoroughOptions): Required<BoroughOptions> {
  const { seed = SEED, teams = 61, years = 10, scale = 1 } = options;
  const whole = (value: number, least: number, most: number, name: string) => {
    if (Number.isInteger(value) && least <= value && value <= most) return;
    throw new RangeError(`${name} must be a whole number from ${least} to ${most}, not ${value}`);
  };
  whole(seed, 0, 0xffffffff, 'seed');
  whole(teams, 1, 1_000, 'teams');
  whole(years, 1, 20, 'years');
  whole(scale, 1, 200, 'scale');
  return { seed, teams, years, scale };
}

/**
 * Makes the plan: with no options about 60 teams, ten years and 2,000 people over time, with
 * about 420 FTE in post at once.
 *
 * @throws RangeError for an option out of range, naming it.
 * @example fictionalBorough().records.teams.length is 63; the same options, the same records.
 */
export function fictionalBorough(options: BoroughOptions = {}): BoroughPlan {
  const all = checked(options);
  const { seed, years, scale } = all;
  const records = emptyRecords();
  for (let area = 1; area <= scale; area++) {
    makeArea(records, new Chance(seed, area), scale === 1 ? '' : ` ${area}`, all);
  }
  const settings: PlanSettings = {
    name: 'Fernhollow: a fictional borough (sample)',
    organisation: BOROUGH,
    author: '',
    classification: 'Unrestricted',
    firstYear: LAST_YEAR - years + 1,
    lastYear: LAST_YEAR + 1,
    yearStartMonth: 4,
    basis: 'local',
    ratingRule: { tolerance: 5, toleranceIn: 'percent' },
  };
  return {
    records,
    settings,
    table: publishedTable(records, settings, new Chance(seed, TABLE_STREAM)),
  };
}
