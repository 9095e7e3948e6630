/** Maternity and other absences, and who covers them. */
import { dateOf } from '../../records/days.ts';
import type { Absence, AbsenceKind } from '../../records/types.ts';
import { add, AS_AT, mondayFrom, type Area, type Month, type Person } from './area.ts';
import { begin, placeOf, replace, ROUTES, TENTH } from './people.ts';
import { isSocialWork, roleKey } from './blueprint.ts';
import { experiencedOrigin } from './returnCodes.ts';

/** Absences begun, as a share of people a month; and how many weeks they last. */
const KINDS: readonly {
  kind: AbsenceKind;
  monthly: number;
  weeks: readonly [from: number, to: number];
  /** It is known beforehand how long it will be. */
  known: boolean;
}[] = [
  { kind: 'MAT', monthly: 0.0034, weeks: [26, 52], known: true },
  { kind: 'SIC', monthly: 0.0028, weeks: [5, 30], known: false },
  { kind: 'OTH', monthly: 0.0005, weeks: [4, 12], known: false },
  { kind: 'UNP', monthly: 0.0005, weeks: [8, 26], known: true },
  { kind: 'TRN', monthly: 0.0006, weeks: [10, 40], known: true },
  { kind: 'PUB', monthly: 0.0002, weeks: [4, 8], known: true },
];

/** Somebody on a fixed term takes the place of somebody on maternity leave, beside them. */
function coverFor(area: Area, person: Person, weeks: number, month: Month): void {
  const { chance } = area;
  const [job] = person.jobs;
  if (!job?.post || !isSocialWork(roleKey(job.assignment.role)) || !chance.happens(0.25)) return;
  const from = mondayFrom(month.first);
  begin(area, {
    basis: 'fixed-term',
    from,
    until: from + weeks * 7 - 3,
    place: { ...placeOf(area, job), post: null, covers: 'absence' },
    offered: from - chance.whole(28, 60),
    route: ROUTES.experienced,
    origin: experiencedOrigin(chance),
  });
}

function beginAbsence(area: Area, person: Person, month: Month): void {
  const { chance } = area;
  for (const { kind, monthly, weeks } of KINDS) {
    if (!chance.happens(monthly)) continue;
    const from = chance.whole(month.first, month.last);
    const lasts = chance.whole(...weeks);
    person.absence = add<Absence>(area.records.absences, {
      engagement: person.engagement.id,
      kind,
      from: dateOf(from),
      to: dateOf(from + lasts * 7 - 1),
    });
    person.changed = from;
    if (kind === 'MAT') coverFor(area, person, lasts, month);
    return;
  }
}

/** Some come back from maternity leave to fewer hours. */
function comeBack(area: Area, person: Person, { first }: Month): void {
  const kind = person.absence?.kind;
  person.absence = null;
  const [job] = person.jobs;
  if (kind !== 'MAT' || !job?.post || job.assignment.fte < 10 * TENTH || person.outUntil) return;
  if (person.changed < first && area.chance.happens(0.35)) {
    replace(area, person, job, first, { fte: area.chance.pick([6, 8]) * TENTH });
  }
}

/** Returns, and absences that begin in the month. */
export function beAbsent(area: Area, month: Month): void {
  for (const person of [...area.employees]) {
    const { absence } = person;
    if (absence && absence.to! < dateOf(month.first)) comeBack(area, person, month);
    const able = person.changed < month.first && !person.absence && person.outUntil === null;
    if (able) beginAbsence(area, person, month);
  }
}

/** Of absences that go on, most have an end nobody can know yet. */
export function leaveEndsOpen(area: Area): void {
  for (const { absence } of area.employees) {
    if (absence && absence.to! > AS_AT && !KINDS.find(({ kind }) => kind === absence.kind)?.known) {
      absence.to = null;
    }
  }
}
