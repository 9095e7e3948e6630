/** Cohorts by the few facts a test is about, with the records behind them. */
import { memberViews, type MemberView } from '../../../src/domain/asye/memberView.ts';
import type { AsyeRecords, Intake, Member } from '../../../src/domain/asye/types.ts';
import { ONE_FTE, type Engagement, type PlanRecords } from '../../../src/domain/records/types.ts';
import { shippedProgrammes } from '../../fixtures/shippedProgrammes.ts';

export const ROUTE = 7;

export interface Person {
  /** Their employment, where they have one. */
  work?: Partial<Engagement> & Pick<Engagement, 'from'>;
  /** Their place in the cohort, where they have one. */
  member?: Partial<Member>;
}

export interface Made {
  asye: AsyeRecords;
  records: PlanRecords;
  members: (day: string) => MemberView[];
}

const MEMBER: Omit<Member, 'id' | 'cohort' | 'worker' | 'engagement'> = {
  ...{ version: null, acceptedOn: null, expectedOn: null, team: null, fte: null },
  ...{ startedOn: null, routeIn: null, university: null, sweRegisteredOn: null },
  ...{ registeredOn: null, assessor: null, supervisor: null, endedOn: null },
  ...{ outcome: null, note: '' },
};

/** One cohort of ASYE, which counts to a route; each person is numbered alike in every table. */
export function made(people: readonly Person[], intakes: readonly Omit<Intake, 'id'>[] = []): Made {
  const { programmes, versions } = shippedProgrammes();
  const numbered = people.map((person, at) => ({ ...person, id: at + 1 }));
  const asye: AsyeRecords = {
    programmes: programmes.map((one) => ({ ...one, route: ROUTE })),
    versions,
    cohorts: [{ id: 1, programme: 1, name: 'Autumn 2025', partners: [], note: '' }],
    intakes: intakes.map((one, at) => ({ ...one, id: at + 1 })),
    members: numbered.flatMap(({ id, work, member }) =>
      member
        ? [{ ...MEMBER, ...{ id, cohort: 1, worker: id, engagement: work ? id : null }, ...member }]
        : [],
    ),
    ...{ assessors: [], milestones: [], evidence: [], supervisions: [], timetableChanges: [] },
    ...{ panels: [], panelItems: [], claims: [] },
  };
  const records: PlanRecords = {
    ...{ services: [], lines: [], absences: [], teamPeriods: [] },
    teams: [{ id: 1, openedOn: '2000-01-01', closedOn: null }],
    roles: [{ id: 1, name: 'NQSW', group: 'case-holder', counts: true, position: 1 }],
    workers: numbered.map(({ id }) => ({ id, ref: `R${id}`, name: null, sweNumber: null })),
    engagements: numbered.flatMap(({ id, work }) =>
      work
        ? [
            {
              ...{ id, worker: id, basis: 'permanent' as const, to: null, route: ROUTE },
              ...{ offerAcceptedOn: null, origin: 1, leavingReason: null, destination: null },
              ...work,
            },
          ]
        : [],
    ),
    assignments: numbered.flatMap(({ id, work }) =>
      work
        ? [
            {
              ...{ id, engagement: id, team: 1, role: 1, fte: ONE_FTE, from: work.from },
              ...{ to: work.to ?? null, postRef: null, secondedOut: false, covers: null },
            },
          ]
        : [],
    ),
  };
  return { asye, records, members: (day) => memberViews(asye, records, day) };
}
