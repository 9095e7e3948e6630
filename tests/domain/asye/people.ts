/** Members for tests, a line each, of the shipped ASYE. */
import { memberViews, type MemberView } from '../../../src/domain/asye/memberView.ts';
import type { AsyeRecords, Assessor, Member } from '../../../src/domain/asye/types.ts';
import type { PlanRecords } from '../../../src/domain/records/types.ts';
import { ONE_FTE } from '../../../src/domain/records/types.ts';
import { shippedProgrammes } from '../../fixtures/shippedProgrammes.ts';

const SHIPPED = shippedProgrammes();

type About = Partial<Omit<Member, 'id' | 'worker'>> & { started?: string };

/** A plan with one cohort of ASYE, whose members work full-time from the day they start. */
export function cohort() {
  const asye: AsyeRecords = {
    ...SHIPPED,
    cohorts: [{ id: 1, programme: 1, name: 'September 2025', partners: [], note: '' }],
    ...{ intakes: [], assessors: [], members: [], milestones: [], evidence: [] },
    ...{ supervisions: [], timetableChanges: [], panels: [], panelItems: [], claims: [] },
  };
  const records: Pick<PlanRecords, 'workers' | 'engagements' | 'assignments'> = {
    ...{ workers: [], engagements: [], assignments: [] },
  };
  return {
    asye,
    views: (today: string): MemberView[] => memberViews(asye, records, today),
    assessor(mostMembers: number, retiredOn: string | null = null): Assessor {
      const id = asye.assessors.length + 1;
      const assessor = { id, worker: null, name: `Assessor ${id}`, mostMembers, retiredOn };
      asye.assessors.push(assessor);
      return assessor;
    },
    /** On the programme from `started`; without it, expected. */
    member({ started, ...about }: About = {}): number {
      const id = asye.members.length + 1;
      records.workers.push({ id, ref: `N${id}`, name: null, sweNumber: null });
      const employed = started !== undefined;
      if (employed) {
        records.engagements.push({
          ...{ id, worker: id, basis: 'permanent', from: started, to: null },
          ...{ offerAcceptedOn: null, route: null, origin: 1 },
          ...{ leavingReason: null, destination: null },
        });
        records.assignments.push({
          ...{ id, engagement: id, team: 1, role: 1, fte: ONE_FTE, from: started, to: null },
          ...{ postRef: null, secondedOut: false, covers: null },
        });
      }
      asye.members.push({
        ...{ id, cohort: 1, worker: id, engagement: employed ? id : null },
        ...{ version: employed ? 1 : null, startedOn: started ?? null },
        ...{ acceptedOn: '2025-05-01', expectedOn: null, team: null, fte: null },
        ...{ routeIn: null, university: null, sweRegisteredOn: null, registeredOn: null },
        ...{ assessor: null, supervisor: null, endedOn: null, outcome: null, note: '' },
        ...about,
      });
      return id;
    },
  };
}
