/** What a plan holds about somebody's time on a programme, and as an assessor, in words. */
import { STAGE_LABELS, stageOn } from '../../domain/asye/stage.ts';
import { DECISION_LABELS, OUTCOME_LABELS } from '../../domain/asye/sensitive.ts';
import { ROUTE_IN_LABELS } from '../../domain/asye/words.ts';
import { FIRST_AFTER_END, type ProgrammeTemplate } from '../../domain/asye/template.ts';
import type {
  Claim,
  Evidence,
  Member,
  Supervision,
  TimetableChange,
} from '../../domain/asye/types.ts';
import type { IsoDate } from '../../domain/calendar.ts';
import type { Db } from '../db.ts';
import {
  assessorById,
  assessorOfWorker,
  claimsOf,
  cohortById,
  evidenceOf,
  membershipsOf,
  milestonesOf,
  panelById,
  panelItemsOfMember,
  programmeById,
  supervisionsOf,
  timetableChangesOf,
  versionById,
} from './asyeRows.ts';
import { engagementById, teamName, workerById } from './recordRows.ts';
import { fteInWords } from './words.ts';

const MILESTONE_STATES = { done: 'Done', late: 'Late, and expected', waived: 'Waived' };

/** A part of a version by its name; by its key where the version no longer has it. */
const nameIn = (parts: readonly { key: string; name: string }[] | undefined, key: string) =>
  parts?.find((part) => part.key === key)?.name ?? key;

const calledIn = (db: Db, worker: number) => {
  const { ref, name } = workerById(db, worker);
  return name === null ? ref : `${name} (${ref})`;
};

function assessorName(db: Db, id: number): string {
  const { worker, name } = assessorById(db, id);
  return worker === null ? (name ?? '') : calledIn(db, worker);
}

const changeInWords = ({ kind, from, to, days, reason, agreedOn }: TimetableChange) => ({
  kind: kind === 'pause' ? 'Pause' : 'Extension',
  from,
  ...(kind === 'pause' ? { lastDay: to } : { days }),
  reason,
  agreedOn,
});

const claimInWords = (
  { key, pence, claimedOn, paidOn, reference }: Claim,
  parts: ProgrammeTemplate,
) => ({
  payment: nameIn(parts.payments, key),
  pounds: pence / 100,
  claimedOn,
  paidOn,
  reference,
});

/** What was done on the programme, each in the words of the version they started on. */
function recordOf(db: Db, member: Member, template: ProgrammeTemplate) {
  return {
    milestones: milestonesOf(db, member.id).map(({ key, state, on, note }) => ({
      ...{ milestone: nameIn(template.milestones, key), state: MILESTONE_STATES[state], on, note },
    })),
    evidence: evidenceOf(db, member.id).map(({ key, on, note }: Evidence) => ({
      ...{ evidence: nameIn(template.evidence, key), on, note },
    })),
    supervisions: supervisionsOf(db, member.id).map(({ on }: Supervision) => on),
    pausesAndExtensions: timetableChangesOf(db, member.id).map(changeInWords),
    panels: panelItemsOfMember(db, member.id).map(({ panel, decision, conditions }) => ({
      panelOn: panelById(db, panel).on,
      decision: decision === null ? null : DECISION_LABELS[decision],
      conditions,
    })),
    claims: claimsOf(db, member.id).map((claim) => claimInWords(claim, template)),
  };
}

const NOTHING_ASKED: ProgrammeTemplate = {
  ...{ months: 0, proRata: false, caseloadPercent: 0, protectedPercent: 0 },
  ...{ milestones: [], evidence: [], supervision: [], payments: [], closesOn: null },
  decidingPanel: FIRST_AFTER_END,
};

/** Somebody's memberships of cohorts, with everything recorded of each. */
export function programmesOf(db: Db, worker: number, today: IsoDate): object[] {
  return membershipsOf(db, worker).map((member) => {
    const cohort = cohortById(db, member.cohort);
    const version = member.version === null ? null : versionById(db, member.version);
    const engagement = member.engagement === null ? null : engagementById(db, member.engagement);
    const changes = timetableChangesOf(db, member.id);
    const expectedOn = member.expectedOn ?? today;
    return {
      programme: programmeById(db, cohort.programme).name,
      versionFrom: version?.appliesFrom ?? null,
      cohort: cohort.name,
      standing: STAGE_LABELS[stageOn(member, engagement, changes, today)],
      offerAcceptedOn: member.acceptedOn,
      expectedOn: member.expectedOn,
      expectedTeam: member.team === null ? null : teamName(db, member.team, expectedOn),
      expectedHours: member.fte === null ? null : fteInWords(member.fte),
      startedOn: member.startedOn,
      routeIn: member.routeIn === null ? null : ROUTE_IN_LABELS[member.routeIn],
      university: member.university,
      registeredWithSocialWorkEnglandOn: member.sweRegisteredOn,
      registeredWithFunderOn: member.registeredOn,
      assessor: member.assessor === null ? null : assessorName(db, member.assessor),
      supervisor: member.supervisor === null ? null : calledIn(db, member.supervisor),
      endedOn: member.endedOn,
      outcome: member.outcome === null ? null : OUTCOME_LABELS[member.outcome],
      note: member.note,
      ...recordOf(db, member, version?.template ?? NOTHING_ASKED),
    };
  });
}

/** What is held of somebody as an assessor or supervisor. Whom they assess is those people's own. */
export function assessingOf(db: Db, worker: number): object | null {
  const assessor = assessorOfWorker(db, worker);
  const count = (column: 'assessor_id' | 'supervisor_id', id: number) =>
    db.get<{ n: number }>(`SELECT count(*) AS n FROM cohort_member WHERE ${column} = ?`, id)!.n;
  const supervises = count('supervisor_id', worker);
  if (!assessor && supervises === 0) return null;
  return {
    assessor: assessor
      ? {
          mostMembersAtOnce: assessor.mostMembers,
          lastDayAsAssessor: assessor.retiredOn,
          membersAssessed: count('assessor_id', assessor.id),
        }
      : null,
    membersSupervised: supervises,
  };
}
