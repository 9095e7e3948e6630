/** A pass or a fail settles the member's panel milestone: it is done on the panel's day. */
import type { IsoDate } from '../../domain/calendar.ts';
import { hoursFrom } from '../../domain/asye/hours.ts';
import { openWindow, windowAfter, type PanelWindow } from '../../domain/asye/panelWindow.ts';
import { timetableOf } from '../../domain/asye/timetable.ts';
import type { Member, MilestoneRecord, Panel } from '../../domain/asye/types.ts';
import type { Db, WriteDb } from '../db.ts';
import {
  memberById,
  milestonesOf,
  panelById,
  panelItemsOf,
  panelItemsOfMember,
  timetableChangesOf,
  versionById,
} from './asyeRows.ts';
import { assignmentsOf } from './recordRows.ts';

/** When a panel may sit that decides about a member; null where any may. */
export function panelWindowOf(db: Db, member: Member, today: IsoDate): PanelWindow | null {
  const { version, startedOn, engagement } = member;
  if (version === null || startedOn === null || engagement === null) return null;
  const { milestones } = timetableOf(versionById(db, version).template, {
    ...{ startedOn, today, changes: timetableChangesOf(db, member.id) },
    hours: hoursFrom(assignmentsOf(db, engagement)),
  });
  const states = new Map(milestonesOf(db, member.id).map(({ key, state }) => [key, state]));
  const window = openWindow(milestones, ({ key }) => (states.get(key) ?? 'late') === 'late');
  const seen = panelItemsOfMember(db, member.id).map(({ panel, decision }) => ({
    ...{ on: panelById(db, panel).on, decision },
  }));
  return windowAfter(window, seen);
}

/** The keys of a member's panel milestones, in the order of their version. */
function panelKeys(db: Db, { version }: Member): string[] {
  if (version === null) return [];
  const { milestones } = versionById(db, version).template;
  return milestones.filter(({ kind }) => kind === 'panel').map(({ key }) => key);
}

/** Marks the first panel milestone that is not settled as done. */
export function settlePanel(db: WriteDb, member: Member, on: IsoDate): void {
  const records = new Map(milestonesOf(db, member.id).map((one) => [one.key, one]));
  const isOpen = (key: string) => (records.get(key)?.state ?? 'late') === 'late';
  const key = panelKeys(db, member).find(isOpen);
  if (key === undefined) return;
  db.run(
    `INSERT INTO milestone (member_id, key, state, on_date) VALUES (:member, :key, 'done', :on)
       ON CONFLICT (member_id, key) DO UPDATE SET state = 'done', on_date = :on`,
    { member: member.id, key, on },
  );
}

/** The panel milestone that a panel of a day settled. */
function settledOn(db: Db, member: Member, on: IsoDate): MilestoneRecord | undefined {
  const keys = new Set(panelKeys(db, member));
  return milestonesOf(db, member.id).find(
    (one) => keys.has(one.key) && one.state === 'done' && one.on === on,
  );
}

/** Takes back what {@link settlePanel} marked. */
export function unsettlePanel(db: WriteDb, member: Member, on: IsoDate): void {
  const settled = settledOn(db, member, on);
  if (settled) db.run('DELETE FROM milestone WHERE id = ?', settled.id);
}

/** A panel whose day is put right takes what it settled with it. */
export function moveSettled(db: WriteDb, panel: Panel, to: IsoDate): void {
  for (const { member, decision } of panelItemsOf(db, panel.id)) {
    if (decision !== 'pass' && decision !== 'fail') continue;
    const settled = settledOn(db, memberById(db, member), panel.on);
    if (settled) db.run('UPDATE milestone SET on_date = ? WHERE id = ?', to, settled.id);
  }
}
