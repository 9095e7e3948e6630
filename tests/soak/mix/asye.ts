/** Inputs for the calls about programmes, cohorts, their members, panels and payments. */
import type { claimCalls } from '../../../src/contract/claims.ts';
import type { cohortCalls } from '../../../src/contract/cohorts.ts';
import type { memberCalls } from '../../../src/contract/members.ts';
import type { panelCalls } from '../../../src/contract/panels.ts';
import type { programmeCalls } from '../../../src/contract/programmes.ts';
import { DECISIONS, ROUTES_IN, type Member } from '../../../src/domain/asye/types.ts';
import { addDays, type IsoDate } from '../../../src/domain/calendar.ts';
import type { Draw } from './draw.ts';
import { newPerson, placementsOf } from './records.ts';
import type { Generators, View, WritingCall } from './view.ts';

type AsyeCalls = Extract<
  WritingCall,
  | keyof typeof programmeCalls
  | keyof typeof cohortCalls
  | keyof typeof memberCalls
  | keyof typeof panelCalls
  | keyof typeof claimCalls
>;

/** A member who has started. */
type Started = Member & { startedOn: IsoDate; version: number };

const startedOf = ({ asye }: View) =>
  asye.members.filter(
    (member): member is Started => member.startedOn !== null && member.version !== null,
  );
const onProgramme = (view: View) => startedOf(view).filter(({ endedOn }) => endedOn === null);
const toCome = ({ asye }: View) =>
  asye.members.filter(({ startedOn, endedOn }) => startedOn === null && endedOn === null);

const templateOf = ({ asye }: View, { version }: Started) =>
  asye.versions.find(({ id }) => id === version)!.template;

/** A member who has started, with one of the parts their version asks for. */
function partOf(view: View, draw: Draw, part: 'milestones' | 'evidence' | 'payments') {
  const member = draw.one(startedOf(view));
  if (!member) return null;
  const asked = draw.one<{ key: string }>(templateOf(view, member)[part]);
  return asked && { member, key: asked.key };
}

function newMember(view: View, draw: Draw) {
  const free = view.records.engagements.filter(
    ({ worker, basis, to, from }) =>
      (basis === 'permanent' || basis === 'fixed-term') &&
      to === null &&
      from > '2013-01-01' &&
      !view.asye.members.some((member) => member.worker === worker),
  );
  const engagement = draw.maybe(draw.one(free));
  if (!engagement) {
    return { worker: newPerson(draw), expectedOn: addDays(view.today, 60) };
  }
  const { id, worker, from } = engagement;
  return { worker, engagement: id, startedOn: draw.maybe(from) };
}

/** A day on which no panel sits. */
function panelDay({ asye, today }: View, draw: Draw): IsoDate {
  const taken = new Set(asye.panels.map(({ on }) => on));
  for (;;) {
    const day = draw.date('2025-06-01', today);
    if (!taken.has(day)) return day;
  }
}

const undecided = ({ asye }: View) => asye.panelItems.filter(({ decision }) => decision === null);

function booking(view: View, draw: Draw) {
  const panel = draw.one(view.asye.panels);
  const booked = new Set(undecided(view).map(({ member }) => member));
  const free = onProgramme(view).filter(
    ({ id, startedOn }) => !booked.has(id) && panel !== null && startedOn <= panel.on,
  );
  if (!panel || free.length === 0) return null;
  return { panel: panel.id, members: draw.some(free, 3).map(({ id }) => id) };
}

function reordering({ asye }: View, draw: Draw) {
  const panel = draw.one(
    asye.panels.filter(({ id }) => asye.panelItems.some((i) => i.panel === id)),
  );
  if (!panel) return null;
  const booked = asye.panelItems.filter((item) => item.panel === panel.id);
  return { panel: panel.id, members: draw.shuffled(booked).map(({ member }) => member) };
}

export const asyeInputs: Generators<AsyeCalls> = {
  'programme.save': ({ asye, figures }, draw) => ({
    programme: draw.maybe(draw.one(asye.programmes)?.id ?? null),
    name: draw.name('Programme'),
    route: draw.one(figures.measures.filter(({ kind }) => kind === 'recruits'))?.id ?? null,
  }),
  'programme.remove': ({ asye }, draw) => {
    const used = new Set(asye.cohorts.map(({ programme }) => programme));
    const programme = draw.one(asye.programmes.filter(({ id }) => !used.has(id)));
    return programme && { programme: programme.id };
  },
  'programmeVersion.save': ({ asye }, draw) => {
    const version = draw.one(asye.versions);
    const programme = draw.one(asye.programmes);
    if (!version || !programme) return null;
    const { template } = version;
    return {
      programme: programme.id,
      appliesFrom: draw.date('2027-09-01', '2035-01-01'),
      appliesTo: null,
      template,
      source: draw.name('Paper'),
      reason: '',
    };
  },
  'programmeVersion.decidingPanel': ({ asye }, draw) => {
    const version = draw.one(asye.versions);
    if (!version) return null;
    const before = { unit: 'weeks' as const, count: draw.int(0, 12) };
    return { version: version.id, decidingPanel: { before, after: null }, reason: 'Agreed' };
  },
  'programmeVersion.remove': ({ asye }, draw) => {
    const used = new Set(asye.members.map(({ version }) => version));
    const version = draw.one(asye.versions.filter(({ id }) => id > 2 && !used.has(id)));
    return version && { version: version.id };
  },

  'cohort.save': ({ asye }, draw) => {
    const cohort = draw.maybe(draw.one(asye.cohorts));
    const programme = cohort?.programme ?? draw.one(asye.versions)?.programme;
    if (programme === undefined) return null;
    return {
      cohort: cohort?.id ?? null,
      programme,
      name: draw.name('Cohort'),
      partners: [draw.name('University')],
    };
  },
  'cohort.remove': ({ asye }, draw) => {
    const used = new Set(asye.members.map(({ cohort }) => cohort));
    const cohort = draw.one(asye.cohorts.filter(({ id }) => !used.has(id)));
    return cohort && { cohort: cohort.id };
  },

  'member.add': (view, draw) => {
    const cohort = draw.one(view.asye.cohorts);
    return cohort && { cohort: cohort.id, members: [newMember(view, draw)] };
  },
  'member.accept': (view, draw) => {
    const member = draw.one(toCome(view));
    if (!member) return null;
    const expectedOn = addDays(view.today, draw.int(10, 90));
    const acceptedOn = draw.date('2026-01-01', view.today);
    const placements = draw.maybe(placementsOf(view, draw));
    return { member: member.id, acceptedOn, expectedOn, placements };
  },
  'member.start': (view, draw) => {
    const member = draw.one(toCome(view));
    const placements = placementsOf(view, draw);
    const startedOn = draw.date(addDays(view.today, -200), view.today);
    return member && { member: member.id, startedOn, employedFrom: startedOn, placements };
  },
  'member.finish': (view, draw) => {
    const member = draw.one(onProgramme(view));
    if (!member) return null;
    const outcome = draw.pick(['pass', 'fail', 'withdrawn', 'transferred'] as const);
    return { member: member.id, endedOn: draw.date(member.startedOn, view.today), outcome };
  },
  'member.withdraw': (view, draw) => {
    const member = draw.one(toCome(view));
    return member && { member: member.id, on: view.today };
  },
  'member.remove': ({ asye }, draw) => {
    const member = draw.one(asye.members.filter(({ endedOn }) => endedOn === null));
    return member && { member: member.id };
  },
  'member.change': ({ asye, today }, draw) => {
    const member = draw.one(asye.members);
    return (
      member && {
        member: member.id,
        routeIn: draw.pick(ROUTES_IN),
        university: draw.maybe(draw.name('University')),
        sweRegisteredOn: draw.maybe(today),
        registeredOn: draw.maybe(today),
        assessor: draw.one(asye.assessors)?.id ?? null,
        supervisor: null,
        note: draw.name('Note'),
      }
    );
  },

  'milestone.mark': (view, draw) => {
    const found = partOf(view, draw, 'milestones');
    if (!found) return null;
    const { member, key } = found;
    const state = draw.pick(['done', 'late', 'waived'] as const);
    const on = draw.date(member.startedOn, view.today);
    return { marks: [{ member: member.id, key, state, on, note: draw.name('Why') }] };
  },
  'milestone.clear': ({ asye }, draw) => {
    const milestone = draw.one(asye.milestones);
    return milestone && { member: milestone.member, key: milestone.key };
  },
  'evidence.add': (view, draw) => {
    const found = partOf(view, draw, 'evidence');
    if (!found) return null;
    const { member, key } = found;
    return { member: member.id, key, on: draw.date(member.startedOn, view.today) };
  },
  'evidence.remove': ({ asye }, draw) => {
    const evidence = draw.one(asye.evidence);
    return evidence && { evidence: evidence.id };
  },
  'supervision.record': (view, draw) => {
    const member = draw.one(startedOf(view));
    return member && { member: member.id, on: [draw.date(member.startedOn, view.today)] };
  },
  'supervision.remove': ({ asye }, draw) => {
    const supervision = draw.one(asye.supervisions);
    return supervision && { supervision: supervision.id };
  },

  'timetable.pause': (view, draw) => {
    const member = draw.one(onProgramme(view));
    if (!member) return null;
    const from = draw.date(member.startedOn, view.today);
    const to = addDays(from, draw.int(0, 20));
    return { member: member.id, from, to, reason: draw.name('Leave'), agreedOn: null };
  },
  'timetable.extend': (view, draw) => {
    const member = draw.one(onProgramme(view));
    if (!member) return null;
    const from = draw.date(member.startedOn, view.today);
    return { member: member.id, from, days: draw.int(1, 90), reason: 'Agreed', agreedOn: null };
  },
  'timetable.change': ({ asye }, draw) => {
    const change = draw.one(asye.timetableChanges);
    if (!change) return null;
    const { id, from, to, agreedOn } = change;
    const days = change.days === null ? null : draw.int(1, 90);
    return { change: id, from, to, days, reason: draw.name('Reason'), agreedOn };
  },
  'timetable.remove': ({ asye }, draw) => {
    const change = draw.one(asye.timetableChanges);
    return change && { change: change.id };
  },

  'assessor.save': (_view, draw) => ({
    who: draw.name('Assessor'),
    mostMembers: draw.int(1, 5),
    retiredOn: null,
  }),
  'assessor.assign': (view, draw) => {
    const members = view.asye.members.map(({ id }) => id);
    if (members.length === 0) return null;
    return { assessor: draw.one(view.asye.assessors)?.id ?? null, members: draw.some(members, 3) };
  },
  'assessor.remove': ({ asye }, draw) => {
    const given = new Set(asye.members.map(({ assessor }) => assessor));
    const assessor = draw.one(asye.assessors.filter(({ id }) => !given.has(id)));
    return assessor && { assessor: assessor.id };
  },

  'claim.record': (view, draw) => {
    const found = partOf(view, draw, 'payments');
    if (!found) return null;
    const { member, key } = found;
    const claimedOn = draw.date(member.startedOn, view.today);
    return { payments: [{ member: member.id, key }], claimedOn, reference: draw.name('Claim') };
  },
  'claim.pay': ({ asye, today }, draw) => {
    const claims = asye.claims.map(({ id }) => id);
    return claims.length === 0 ? null : { claims: draw.some(claims, 3), paidOn: today };
  },
  'claim.change': ({ asye }, draw) => {
    const claim = draw.one(asye.claims);
    if (!claim) return null;
    const { id, claimedOn, paidOn } = claim;
    const pence = draw.int(1, 200_000);
    return { claim: id, claimedOn, paidOn, pence, reference: draw.name('Claim') };
  },
  'claim.remove': ({ asye }, draw) => {
    const claim = draw.one(asye.claims);
    return claim && { claim: claim.id };
  },

  'panel.save': (view, draw) => ({
    panels: [{ on: panelDay(view, draw), capacity: draw.maybe(8), note: draw.name('Note') }],
  }),
  'panel.remove': ({ asye }, draw) => {
    const decided = new Set(
      asye.panelItems.flatMap(({ panel, decision }) => (decision === null ? [] : [panel])),
    );
    const panel = draw.one(asye.panels.filter(({ id }) => !decided.has(id)));
    return panel && { panel: panel.id };
  },
  'panel.book': booking,
  'panel.unbook': (view, draw) => {
    const item = draw.one(undecided(view));
    return item && { panel: item.panel, member: item.member };
  },
  'panel.reorder': reordering,
  'panel.decide': ({ asye }, draw) => {
    const item = draw.one(asye.panelItems);
    if (!item) return null;
    const decision = draw.maybe(draw.pick(DECISIONS));
    return { panel: item.panel, member: item.member, decision, conditions: draw.name('Note') };
  },
};
