/** Records for tests, a line each: services, teams, posts and people, with ids in order. */
import type {
  AbsenceKind,
  Assignment,
  Engagement,
  EstablishmentLine,
  PlanRecords,
  RoleGroup,
} from '../../../src/domain/records/types.ts';
import { ONE_FTE } from '../../../src/domain/records/types.ts';

const LONG_AGO = '2010-04-01';

/** A whole-time equivalent in millionths. */
export const wte = (fte: number) => Math.round(fte * ONE_FTE);

type Spell = Partial<Omit<Engagement, 'id' | 'from'>> & { from: string };
type Place = Partial<Omit<Assignment, 'id' | 'engagement' | 'fte'>> & { fte?: number };
type Post = Partial<Omit<EstablishmentLine, 'id' | 'fte'>> & { fte?: number };

/**
 * A plan with one service (1), one team (1) and one role that counts (1, case holder) to
 * begin with. FTE is given in whole-time equivalents.
 */
export function plan() {
  const records: PlanRecords = {
    services: [{ id: 1, name: 'Family support', openedOn: LONG_AGO, closedOn: null }],
    teams: [{ id: 1, openedOn: LONG_AGO, closedOn: null }],
    teamPeriods: [{ id: 1, team: 1, service: 1, name: 'Team A', from: LONG_AGO }],
    roles: [{ id: 1, name: 'Social worker', group: 'case-holder', counts: true, position: 1 }],
    lines: [],
    workers: [],
    engagements: [],
    assignments: [],
    absences: [],
  };
  const next = (rows: { id: number }[]) => rows.length + 1;

  const builder = {
    records,
    service(name: string, openedOn = LONG_AGO): number {
      const id = next(records.services);
      records.services.push({ id, name, openedOn, closedOn: null });
      return id;
    },
    team(name: string, service = 1, openedOn = LONG_AGO): number {
      const id = next(records.teams);
      records.teams.push({ id, openedOn, closedOn: null });
      builder.period(id, name, service, openedOn);
      return id;
    },
    period(team: number, name: string, service: number, from: string): void {
      records.teamPeriods.push({ id: next(records.teamPeriods), team, service, name, from });
    },
    role(name: string, group: RoleGroup, counts = group !== 'other'): number {
      const id = next(records.roles);
      records.roles.push({ id, name, group, counts, position: id });
      return id;
    },
    post(post: Post = {}): number {
      const id = next(records.lines);
      records.lines.push({
        team: 1,
        role: 1,
        fundedFrom: LONG_AGO,
        fundedTo: null,
        funding: 'base',
        frozen: false,
        postRef: null,
        reason: '',
        ...post,
        id,
        fte: wte(post.fte ?? 1),
      });
      return id;
    },
    /** A new person, or the one given, on a contract with its places (one of 1 FTE by default). */
    person(spell: Spell, places: Place[] = [{}]): number {
      const worker = spell.worker ?? next(records.workers);
      if (spell.worker === undefined) {
        records.workers.push({ id: worker, ref: `P${worker}`, name: null, sweNumber: null });
      }
      const id = next(records.engagements);
      records.engagements.push({
        basis: 'permanent',
        to: null,
        offerAcceptedOn: null,
        route: null,
        origin: null,
        leavingReason: null,
        destination: null,
        ...spell,
        worker,
        id,
      });
      for (const place of places) builder.place(id, place);
      return id;
    },
    place(engagement: number, place: Place = {}): number {
      const id = next(records.assignments);
      const spell = records.engagements.find((one) => one.id === engagement)!;
      records.assignments.push({
        team: 1,
        role: 1,
        from: spell.from,
        to: spell.to,
        postRef: null,
        secondedOut: false,
        covers: null,
        ...place,
        id,
        engagement,
        fte: wte(place.fte ?? 1),
      });
      return id;
    },
    absent(engagement: number, kind: AbsenceKind, from: string, to: string | null = null): void {
      records.absences.push({ id: next(records.absences), engagement, kind, from, to });
    },
  };
  return builder;
}
