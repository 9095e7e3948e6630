/** Random coherent records for property tests, over some three years. */
import fc from 'fast-check';
import { dateOf, dayOf } from '../../../src/domain/records/days.ts';
import type { RecordsScope } from '../../../src/domain/records/scope.ts';
import type {
  Assignment,
  EngagementBasis,
  PlanRecords,
} from '../../../src/domain/records/types.ts';

export const FIRST = dayOf('2022-01-01');
export const SPAN = 1_100;

const offset = fc.integer({ min: 0, max: SPAN });
const fte = fc.constantFrom(0, 200_000, 333_333, 500_000, 600_000, 1_000_000);
const team = fc.integer({ min: 1, max: 4 });
const role = fc.integer({ min: 1, max: 4 });
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 2 });

const line = fc.record({
  team,
  role,
  fte: fc.constantFrom(500_000, 1_000_000, 3_000_000),
  start: offset,
  length: maybe(fc.integer({ min: 0, max: 700 })),
  funding: fc.constantFrom('base' as const, 'grant' as const, 'temporary' as const),
  frozen: fc.boolean(),
});

const placement = fc.record({
  team,
  role,
  fte,
  secondedOut: fc.boolean(),
  covers: maybe(fc.constantFrom('vacancy' as const, 'absence' as const, 'extra' as const)),
});

const contract = fc.record({
  basis: fc.constantFrom<EngagementBasis>(
    'permanent',
    'permanent',
    'fixed-term',
    'agency',
    'secondment',
  ),
  /** Days of each state in turn; 0 makes a spell of one day. */
  states: fc.array(
    fc.record({
      days: fc.integer({ min: 0, max: 400 }),
      placements: fc.array(placement, { minLength: 1, maxLength: 2 }),
    }),
    { minLength: 1, maxLength: 4 },
  ),
  open: fc.boolean(),
  /** Days between this contract's last day and the next one's first, 1 being the next day. */
  gap: fc.constantFrom(1, 1, 2, 30, 200),
  /** Two employed contracts may overlap. */
  overlap: fc.constantFrom(0, 0, 0, 20, 400),
  offered: maybe(fc.integer({ min: 1, max: 90 })),
  absence: maybe(fc.tuple(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 300 }))),
});
type Contract = typeof contract extends fc.Arbitrary<infer T> ? T : never;

const person = fc.record({
  start: offset,
  contracts: fc.array(contract, { minLength: 1, maxLength: 4 }),
});

const isEmployed = (basis: EngagementBasis) => basis === 'permanent' || basis === 'fixed-term';

function addPerson(
  records: PlanRecords,
  worker: number,
  start: number,
  contracts: readonly Contract[],
): void {
  records.workers.push({ id: worker, ref: `P${worker}`, name: null, sweNumber: null });
  let from = FIRST + start;
  let before = null as { basis: EngagementBasis; from: number; to: number } | null;
  for (const [at, one] of contracts.entries()) {
    if (before) {
      const overlaps = one.overlap > 0 && isEmployed(before.basis) && isEmployed(one.basis);
      from = overlaps
        ? Math.max(before.from, before.to - one.overlap)
        : Math.max(from, before.to) + one.gap;
    }
    const id = records.engagements.length + 1;
    const days = one.states.reduce((sum, state) => sum + state.days, 0);
    const isLast = at === contracts.length - 1;
    const to: number | null = isLast && one.open ? null : from + days;
    records.engagements.push({
      id,
      worker,
      basis: one.basis,
      from: dateOf(from),
      to: to === null ? null : dateOf(to),
      offerAcceptedOn: one.offered === null ? null : dateOf(from - one.offered),
      route: null,
      origin: null,
      leavingReason: null,
      destination: null,
    });
    let begins = from;
    one.states.forEach(({ days: length, placements }, state) => {
      const isFinal = state === one.states.length - 1;
      const ends = isFinal ? to : begins + length - 1;
      if (ends !== null && ends < begins) return;
      for (const place of placements) {
        const assignment: Assignment = {
          ...place,
          id: records.assignments.length + 1,
          engagement: id,
          from: dateOf(begins),
          to: ends === null ? null : dateOf(ends),
          postRef: null,
        };
        records.assignments.push(assignment);
      }
      if (ends !== null) begins = ends + 1;
    });
    if (one.absence) {
      const [after, length] = one.absence;
      records.absences.push({
        id: records.absences.length + 1,
        engagement: id,
        kind: 'MAT',
        from: dateOf(from + after),
        to: dateOf(from + after + length),
      });
    }
    // Overlapping contracts: the later end counts, so that what follows does not overlap.
    const end = to ?? from + days;
    before = { basis: one.basis, from, to: Math.max(end, before?.to ?? 0) };
  }
}

/** Records of two services, four teams (one changes service), four roles and some people. */
export const anyRecords: fc.Arbitrary<PlanRecords> = fc
  .record({
    lines: fc.array(line, { maxLength: 8 }),
    people: fc.array(person, { maxLength: 7 }),
    moved: offset,
  })
  .map(({ lines, people, moved }) => {
    const opened = dateOf(FIRST - 400);
    const records: PlanRecords = {
      services: [1, 2].map((id) => ({ id, name: `S${id}`, openedOn: opened, closedOn: null })),
      teams: [1, 2, 3, 4].map((id) => ({ id, openedOn: opened, closedOn: null })),
      teamPeriods: [1, 2, 3, 4].map((id) => ({
        id,
        team: id,
        service: id <= 2 ? 1 : 2,
        name: `T${id}`,
        from: opened,
      })),
      roles: [
        { id: 1, name: 'Social worker', group: 'case-holder', counts: true, position: 1 },
        { id: 2, name: 'Team manager', group: 'first-line-manager', counts: true, position: 2 },
        { id: 3, name: 'Head of service', group: 'senior-manager', counts: false, position: 3 },
        { id: 4, name: 'Administrator', group: 'other', counts: false, position: 4 },
      ],
      lines: lines.map(({ start, length, ...rest }, at) => ({
        ...rest,
        id: at + 1,
        fundedFrom: dateOf(FIRST + start),
        fundedTo: length === null ? null : dateOf(FIRST + start + length),
        postRef: null,
        reason: '',
      })),
      workers: [],
      engagements: [],
      assignments: [],
      absences: [],
    };
    const changed = { team: 2, service: 2, name: 'T2 renamed', from: dateOf(FIRST + moved) };
    records.teamPeriods.push({ id: 5, ...changed });
    people.forEach(({ start, contracts }, at) => addPerson(records, at + 1, start, contracts));
    return records;
  });

export const anyScope: fc.Arbitrary<RecordsScope> = fc.record({
  counts: fc.constantFrom('plan' as const, 'dfe' as const, 'all' as const),
  service: fc.constantFrom(null, null, 1, 2),
  team: fc.constantFrom(null, null, null, 1, 2, 3),
  role: fc.constantFrom(null, null, null, 1, 2),
  frozenPosts: fc.constantFrom('counted' as const, 'left-out' as const),
});

export const anyDate: fc.Arbitrary<string> = fc
  .integer({ min: -30, max: SPAN + 900 })
  .map((days) => dateOf(FIRST + days));

/** Two dates in order. */
export const anyPeriod: fc.Arbitrary<{ from: string; to: string }> = fc
  .tuple(anyDate, anyDate)
  .map(([a, b]) => (a < b ? { from: a, to: b } : { from: b, to: a }));
