/** Members for tests, a line each, on the programmes that come with Tenure. */
import { memberViews, type MemberView } from '../../../src/domain/asye/memberView.ts';
import type {
  AsyeRecords,
  Claim,
  Member,
  ProgrammeVersion,
  TimetableChange,
} from '../../../src/domain/asye/types.ts';
import { versionFor } from '../../../src/domain/asye/versions.ts';
import type { IsoDate } from '../../../src/domain/calendar.ts';
import { shippedProgrammes } from '../../fixtures/shippedProgrammes.ts';
import { plan } from '../records/builder.ts';

const shipped = shippedProgrammes();

type Facts = Partial<Member> & {
  /** FTE of their one post. */
  fteOfPost?: number;
  /** The last day of their employment, which begins with the programme. */
  leaves?: IsoDate | null;
  pauses?: { from: IsoDate; to: IsoDate | null }[];
  claims?: Partial<Claim>[];
};

/** One ASYE cohort, and everybody added to it. */
export function memberPlan(versions: ProgrammeVersion[] = shipped.versions) {
  const people = plan();
  const asye: AsyeRecords = {
    ...{ programmes: shipped.programmes, versions },
    cohorts: [{ id: 1, programme: 1, name: 'Autumn', partners: [], note: '' }],
    ...{ intakes: [], assessors: [], members: [], milestones: [], evidence: [] },
    ...{ supervisions: [], timetableChanges: [], panels: [], panelItems: [], claims: [] },
  };
  return {
    asye,
    records: people.records,
    people,
    /** Started and employed on `starts`, registered with both, unless told otherwise. */
    member(starts: IsoDate, facts: Facts = {}): Member {
      const { fteOfPost = 1, leaves = null, pauses = [], claims = [], ...rest } = facts;
      const engagement = people.person({ from: starts, to: leaves, route: 1 }, [
        { fte: fteOfPost },
      ]);
      const id = asye.members.length + 1;
      const member: Member = {
        ...{ id, cohort: 1, worker: people.records.engagements.at(-1)!.worker, engagement },
        version: versionFor(versions, 1, starts)?.id ?? null,
        ...{ acceptedOn: null, expectedOn: null, team: null, fte: null, startedOn: starts },
        ...{ routeIn: null, university: null, sweRegisteredOn: starts, registeredOn: starts },
        ...{ assessor: null, supervisor: null, endedOn: null, outcome: null, note: '' },
        ...rest,
      };
      asye.members.push(member);
      for (const { from, to } of pauses) {
        asye.timetableChanges.push({
          ...{ id: asye.timetableChanges.length + 1, member: id, kind: 'pause', from, to },
          ...{ days: null, reason: 'Illness', agreedOn: null },
        } satisfies TimetableChange);
      }
      for (const claim of claims) {
        asye.claims.push({
          ...{ id: asye.claims.length + 1, member: id, key: 'registration', pence: 100_000 },
          ...{ claimedOn: starts, paidOn: null, reference: '' },
          ...claim,
        });
      }
      return member;
    },
    /** Chosen and not started; confirmed, unless told otherwise. */
    expected(expectedOn: IsoDate | null, facts: Facts = {}): Member {
      const none = { engagement: null, version: null, startedOn: null };
      return this.member('2025-09-01', {
        ...{ ...none, acceptedOn: '2025-05-01', expectedOn },
        ...facts,
      });
    },
    assessor(mostMembers: number, retiredOn: IsoDate | null = null): number {
      const id = asye.assessors.length + 1;
      asye.assessors.push({ id, worker: null, name: `Assessor ${id}`, mostMembers, retiredOn });
      return id;
    },
    views: (today: IsoDate): MemberView[] => memberViews(asye, people.records, today),
  };
}
