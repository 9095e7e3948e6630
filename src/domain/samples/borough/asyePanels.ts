/** The borough's panels: who went to which, and what each decided. */
import { addDays } from '../../calendar.ts';
import { mayDecide, windowAround } from '../../asye/panelWindow.ts';
import type { Decision, Panel } from '../../asye/types.ts';
import { add, AS_AT } from './area.ts';
import type { Academy, Trainee } from './asye.ts';

/** How long before a panel its agenda is filled. */
const BOOKED_DAYS = 45;

/** True where a panel may decide about somebody. */
function mayGo({ version }: Academy, panel: Panel, { member, timetable, until }: Trainee): boolean {
  const planned = timetable.endsOn;
  if (member.outcome !== null || planned === null || until < AS_AT) return false;
  return mayDecide(windowAround(version.template.decidingPanel, planned), panel.on);
}

/** Holds a panel: those due go in the order they are due, up to its capacity. */
export function meetOn(academy: Academy, panel: Panel, trainees: readonly Trainee[]): void {
  const { chance, content } = academy;
  const met = panel.on <= AS_AT;
  if (!met && addDays(panel.on, -BOOKED_DAYS) > AS_AT) return;
  const due = trainees.filter((one) => {
    // Somebody who left between two panels was still there for the first.
    const there = one.engagement.to === null || one.engagement.to > panel.on;
    return there && mayGo(academy, panel, { ...one, until: AS_AT });
  });
  const items = content.panelItems;
  for (const { member } of due.slice(0, panel.capacity ?? due.length)) {
    const before = items.some((one) => one.member === member.id);
    const decision: Decision | null = met ? decide(chance.share(), before) : null;
    const conditions = decision === 'deferred' ? 'Two direct observations to be repeated' : '';
    const position = items.filter((one) => one.panel === panel.id).length + 1;
    add(items, { panel: panel.id, member: member.id, position, decision, conditions });
    if (decision === null || decision === 'deferred') continue;
    member.endedOn = panel.on;
    member.outcome = decision;
  }
}

/** Most pass; a few are put off once, and one in fifty fails. */
function decide(share: number, deferredBefore: boolean): Decision {
  if (share < 0.02) return 'fail';
  return share < 0.12 && !deferredBefore ? 'deferred' : 'pass';
}
