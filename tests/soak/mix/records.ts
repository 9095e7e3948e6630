/** Inputs for the calls about services, teams, posts, people and what imports bring of them. */
import type { Placement, recordsCalls } from '../../../src/contract/records.ts';
import { ABSENCE_KINDS, FUNDINGS, ROLE_GROUPS } from '../../../src/domain/records/types.ts';
import type { Draw } from './draw.ts';
import type { Generators, View, WritingCall } from './view.ts';

type RecordCalls = Exclude<Extract<WritingCall, keyof typeof recordsCalls>, 'figures.lead'>;

/** The earliest day on which anything of the seed's records changes. */
const EARLIEST = '2020-01-01';

const openTeams = ({ records }: View) => records.teams.filter(({ closedOn }) => closedOn === null);
const openServices = ({ records }: View) =>
  records.services.filter(({ closedOn }) => closedOn === null);

/** One place, or two of half the hours; null where there is no team or role. */
export function placementsOf(view: View, draw: Draw): Placement[] | null {
  const teams = openTeams(view);
  const { roles } = view.records;
  if (teams.length === 0 || roles.length === 0) return null;
  const places = draw.some(teams, 2).map(({ id }) => ({
    team: id,
    role: draw.pick(roles).id,
    fte: 400_000,
    postRef: null,
    secondedOut: false,
    covers: null,
  }));
  return places.length === 1 ? [{ ...places[0]!, fte: 1_000_000 }] : places;
}

/** Somebody the plan does not hold yet. */
export function newPerson(draw: Draw) {
  return { ref: draw.name('W'), name: draw.name('Person') };
}

function structureStep(view: View, draw: Draw) {
  const name = draw.name('Unit');
  const service = draw.one(openServices(view))?.id;
  const team = draw.one(openTeams(view))?.id;
  if (service === undefined) return { kind: 'open-service' as const, name };
  if (team === undefined) return { kind: 'open-team' as const, service, name };
  const empty = !view.records.teamPeriods.some((period) => period.service === service);
  return draw.pick([
    { kind: 'open-service' as const, name },
    { kind: 'open-team' as const, service, name },
    { kind: 'rename-service' as const, service, name },
    { kind: 'rename-team' as const, team, name },
    { kind: 'move-team' as const, team, service },
    openTeams(view).length > 3
      ? { kind: 'close-team' as const, team }
      : { kind: 'open-team' as const, service, name },
    empty ? { kind: 'close-service' as const, service } : { kind: 'open-service' as const, name },
  ]);
}

function establishmentStep(view: View, draw: Draw) {
  const line = draw.one(view.records.lines.filter(({ fundedTo }) => fundedTo === null));
  const fte = draw.int(1, 30) * 100_000;
  const funding = draw.pick(FUNDINGS);
  const frozen = draw.chance(0.2);
  const kind = draw.pick(['add', 'alter', 'end'] as const);
  if (line && kind === 'end') return { kind, line: line.id };
  if (line && kind === 'alter') return { kind, line: line.id, fte, funding, frozen };
  const team = draw.one(openTeams(view));
  const role = draw.one(view.records.roles);
  if (!team || !role) return null;
  return { kind: 'add' as const, team: team.id, role: role.id, fte, funding, frozen };
}

const inForce = ({ records }: View) => records.engagements.filter(({ to }) => to === null);

export const recordInputs: Generators<RecordCalls> = {
  'structure.reorganise': (view, draw) => ({
    from: draw.date('2025-10-01', view.today),
    reason: draw.name('Agreed'),
    steps: [structureStep(view, draw)],
  }),
  'role.save': ({ records }, draw) => ({
    role: draw.maybe(draw.one(records.roles)?.id ?? null),
    name: draw.name('Role'),
    group: draw.pick(ROLE_GROUPS),
    counts: draw.chance(0.5),
  }),
  'establishment.change': (view, draw) => {
    const step = establishmentStep(view, draw);
    return step && { from: draw.date('2025-10-01', view.today), steps: [step] };
  },

  'workforce.start': (view, draw) => {
    const placements = placementsOf(view, draw);
    return (
      placements && {
        worker: newPerson(draw),
        basis: draw.pick(['permanent', 'fixed-term', 'agency', 'secondment'] as const),
        from: draw.date(EARLIEST, view.today),
        placements,
      }
    );
  },
  'workforce.leave': (view, draw) => {
    const engagement = draw.one(inForce(view));
    if (!engagement) return null;
    const { id, from } = engagement;
    return { engagement: id, lastDay: draw.date(from, view.today), leavingReason: draw.int(1, 10) };
  },
  'workforce.place': (view, draw) => {
    const engagement = draw.one(inForce(view));
    const placements = placementsOf(view, draw);
    if (!engagement || !placements) return null;
    return { engagement: engagement.id, from: draw.date(engagement.from, view.today), placements };
  },
  'workforce.remove': ({ records, asye }, draw) => {
    const members = new Set(asye.members.map(({ worker }) => worker));
    const engagement = draw.one(records.engagements.filter(({ worker }) => !members.has(worker)));
    return engagement && { engagement: engagement.id };
  },
  'workforce.beAbsent': (view, draw) => {
    const engagement = draw.one(inForce(view));
    if (!engagement) return null;
    const from = draw.date(engagement.from, view.today);
    const until = draw.maybe(draw.date(from, view.today));
    return { engagement: engagement.id, kind: draw.pick(ABSENCE_KINDS), from, until };
  },
  'workforce.changeAbsence': ({ records, today }, draw) => {
    const absence = draw.one(records.absences);
    return absence && { absence: absence.id, from: absence.from, until: today };
  },
  'workforce.removeAbsence': ({ records }, draw) => {
    const absence = draw.one(records.absences);
    return absence && { absence: absence.id };
  },
  'workforce.correct': ({ records }, draw) => {
    const engagement = draw.one(records.engagements);
    if (!engagement) return null;
    const { id, worker: _worker, ...given } = engagement;
    return { ...given, engagement: id, origin: draw.int(1, 10) };
  },
  'worker.change': ({ records }, draw) => {
    const worker = draw.one(records.workers);
    return worker && { worker: worker.id, ...newPerson(draw) };
  },
  'worker.erase': ({ records }, draw) => {
    const worker = draw.one(records.workers);
    return worker && { worker: worker.id, ref: worker.ref };
  },
};
