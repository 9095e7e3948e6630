/** What is recorded of each of the borough's members: milestones, evidence, supervision, claims. */
import { addDays, addMonths, daysBetween, type IsoDate } from '../../calendar.ts';
import { dateAfter } from '../../asye/programmeTime.ts';
import { add, AS_AT } from './area.ts';
import type { Academy, Trainee } from './asye.ts';

/** Supervision is kept for those on the programme, and for a while after. */
const KEPT_FROM: IsoDate = '2024-08-01';

/** What is overdue by longer than this has been chased and done. */
const FORGOTTEN_DAYS = 70;

/** The member left before the panel: the programme ended with the employment. */
function endWithEmployment({ member, engagement }: Trainee): void {
  if (member.endedOn !== null || engagement.to === null || engagement.to > AS_AT) return;
  member.endedOn = engagement.to;
  member.outcome = 'withdrawn';
}

function lastDay({ member }: Trainee): IsoDate {
  return member.endedOn ?? AS_AT;
}

function recordMilestones({ chance, content }: Academy, trainee: Trainee): void {
  const { member, timetable } = trainee;
  for (const { key, kind, dueOn } of timetable.milestones) {
    if (dueOn === null) continue;
    if (kind === 'panel') {
      if (member.outcome !== 'pass') continue;
      add(content.milestones, {
        member: member.id,
        key,
        state: 'done',
        on: member.endedOn!,
        note: '',
      });
      continue;
    }
    const closed = member.endedOn !== null;
    const on = addDays(dueOn, chance.whole(-9, 12));
    const missed = !closed && dueOn > addDays(AS_AT, -FORGOTTEN_DAYS) && chance.happens(0.12);
    const waived = chance.happens(0.01);
    // What a panel has passed was all there by then.
    const done =
      member.outcome === 'pass' && on > member.endedOn! ? addDays(member.endedOn!, -5) : on;
    if (done > lastDay(trainee)) continue;
    if (waived) {
      const note = 'Evidence carried over from the final placement';
      add(content.milestones, { member: member.id, key, state: 'waived', on: done, note });
    } else if (!missed) {
      add(content.milestones, { member: member.id, key, state: 'done', on: done, note: '' });
    } else if (chance.happens(0.3)) {
      const expected = addDays(AS_AT, chance.whole(5, 20));
      const note = 'Assessor away; new date agreed';
      add(content.milestones, { member: member.id, key, state: 'late', on: expected, note });
    }
  }
}

function recordEvidence({ chance, content, version }: Academy, trainee: Trainee): void {
  const { member, timetable } = trainee;
  const starts = member.startedOn!;
  const ends = timetable.endsOn ?? addMonths(starts, 12);
  const days = Math.max(90, daysBetween(starts, ends) - 30);
  for (const { key, count } of version.template.evidence) {
    for (let piece = 1; piece <= count; piece++) {
      const usual = Math.round((days * piece) / (count + 0.4)) + chance.whole(-20, 20);
      const on = addDays(starts, usual);
      const by =
        member.outcome === 'pass' && on > member.endedOn! ? addDays(member.endedOn!, -9) : on;
      if (by <= lastDay(trainee))
        add(content.evidence, { member: member.id, key, on: by, note: '' });
    }
  }
}

function recordSupervision({ chance, content, version }: Academy, trainee: Trainee): void {
  const { member, changes } = trainee;
  const starts = member.startedOn!;
  if (starts < KEPT_FROM) return;
  let on = starts;
  for (const { every, until } of version.template.supervision) {
    const end = until === null ? lastDay(trainee) : dateAfter(starts, until);
    for (let next = dateAfter(on, every); next <= end; next = dateAfter(on, every)) {
      on = next;
      const paused = changes.some(({ from, to }) => from <= on && (to === null || to >= on));
      const held = addDays(on, chance.whole(0, 2));
      // The latest ones are the likeliest to be written up late.
      const written = held < addDays(AS_AT, -21) || chance.happens(0.8);
      if (paused || held > lastDay(trainee) || !written) continue;
      add(content.supervisions, { member: member.id, on: held });
    }
  }
}

function recordClaims({ chance, content, version }: Academy, { member }: Trainee): void {
  for (const { key, pence, due } of version.template.payments) {
    const from = due === 'registration' ? member.registeredOn : member.endedOn;
    if (from === null || (due === 'completion' && member.outcome !== 'pass')) continue;
    const claimedOn = addDays(from, chance.whole(3, 40));
    if (claimedOn > AS_AT) continue;
    const paid = addDays(claimedOn, chance.whole(20, 50));
    const reference = `FH-${claimedOn.slice(2, 4)}${claimedOn.slice(5, 7)}-${String(member.id).padStart(3, '0')}`;
    const paidOn = paid <= AS_AT ? paid : null;
    add(content.claims, { member: member.id, key, pence, claimedOn, paidOn, reference });
  }
}

/** Records everything that has happened to a member by the latest figures' date. */
export function recordProgress(academy: Academy, trainee: Trainee): void {
  endWithEmployment(trainee);
  recordMilestones(academy, trainee);
  recordEvidence(academy, trainee);
  recordSupervision(academy, trainee);
  recordClaims(academy, trainee);
}
