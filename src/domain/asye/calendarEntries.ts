/** Due dates and panels as entries of a calendar that is kept elsewhere. */
import { dateInWords, type IsoDate } from '../calendar.ts';
import type { MemberView } from './memberView.ts';
import { isOpen } from './nextDue.ts';
import type { Panel, PanelItem } from './types.ts';

/** One all-day entry. */
export interface CalendarEntry {
  /** The same for the same thing in every file, so that importing again changes it in place. */
  uid: string;
  on: IsoDate;
  title: string;
  about: string;
}

export interface CalendarFacts {
  /** The plan's own id, which makes the entries' ids the plan's own. */
  plan: string;
  /** Whose entries they are: chosen by cohort, team or assessor before. */
  members: readonly MemberView[];
  panels: readonly Panel[];
  panelItems: readonly PanelItem[];
  /** Every panel, or only those with somebody of these members on. */
  everyPanel: boolean;
  /** What a member is called in a title. */
  called: (member: MemberView) => string;
  today: IsoDate;
}

/**
 * What is due from a day on, and the panels from then on, earliest first.
 *
 * A milestone is entered on the day it is due, or on the day it is expected where it is known to
 * be late. No title or text says how anything ended, what a panel decided or why something moved.
 */
export function calendarEntries(facts: CalendarFacts): CalendarEntry[] {
  const { plan, members, panels, panelItems, everyPanel, called, today } = facts;
  const about = `From Tenure, as at ${dateInWords(today)}.`;
  const dayOf = new Map(panels.map(({ id, on }) => [id, on]));
  const sittings = new Set(panelItems.map(({ member, panel }) => `${member} ${dayOf.get(panel)}`));
  const milestones = members.flatMap((one) =>
    one.milestones.filter(isOpen).flatMap(({ key, name, kind, dueOn, record }): CalendarEntry[] => {
      const on = record?.state === 'late' ? record.on : dueOn;
      if (on === null || on < today) return [];
      // The panel they are booked on is an entry of its own.
      if (kind === 'panel' && sittings.has(`${one.member.id} ${on}`)) return [];
      const uid = `member-${one.member.id}-${key}@${plan}.tenure`;
      return [{ uid, on, title: `${called(one)}: ${name} due`, about }];
    }),
  );
  const mine = new Map(members.map((one) => [one.member.id, one]));
  const booked = Map.groupBy(panelItems, ({ panel }) => panel);
  const meetings = panels.flatMap(({ id, on }): CalendarEntry[] => {
    const own = (booked.get(id) ?? []).flatMap(({ member }) => mine.get(member) ?? []);
    if (on < today || (own.length === 0 && !everyPanel)) return [];
    const who = own.length === 0 ? '' : ` Booked: ${own.map(called).join(', ')}.`;
    const uid = `panel-${id}@${plan}.tenure`;
    return [{ uid, on, title: 'ASYE panel', about: `${about}${who}` }];
  });
  return [...milestones, ...meetings].sort((a, b) =>
    a.on === b.on ? (a.uid < b.uid ? -1 : 1) : a.on < b.on ? -1 : 1,
  );
}
