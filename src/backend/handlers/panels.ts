/** Panels: when they meet, who is on their agenda, and what they decided. */
import { dateInWords } from '../../domain/calendar.ts';
import { mayDecide } from '../../domain/asye/panelWindow.ts';
import { isOnProgramme, stageOn } from '../../domain/asye/stage.ts';
import type { Member, Panel, PanelItem } from '../../domain/asye/types.ts';
import type { ParsedOf } from '../../contract/call.ts';
import type { panelCalls } from '../../contract/panels.ts';
import type { Db, WriteDb } from '../db.ts';
import { Refusal } from '../faults.ts';
import { cohortById, memberById, panelById, panelItemsOf, panelItemsOfMember } from './asyeRows.ts';
import { moveSettled, panelWindowOf, settlePanel, unsettlePanel } from './panelMilestones.ts';
import { engagementById } from './recordRows.ts';
import { counted, listed } from './words.ts';
import type { About, Handlers } from './types.ts';

type Draft = ParsedOf<(typeof panelCalls)['panel.save']>['panels'][number];

/** `the panel of 15 January 2026`. */
const named = ({ on }: Pick<Panel, 'on'>) => `the panel of ${dateInWords(on)}`;

const decidedOf = (items: readonly PanelItem[]) =>
  items.filter(({ decision }) => decision !== null);

/** Refuses a second panel on a day, and a day to come for one that has decided. */
function checkDay(db: Db, { panel, on }: Draft, field: string, { today }: About): void {
  const other = db.get<{ id: number }>('SELECT id FROM panel WHERE on_date = ?', on);
  if (other && other.id !== panel) {
    throw new Refusal(
      'bad-input',
      `There is already a panel on ${dateInWords(on)}. Choose another day.`,
      field,
    );
  }
  if (panel !== null && on > today && decidedOf(panelItemsOf(db, panel)).length > 0) {
    throw new Refusal(
      'bad-input',
      'What this panel decided is recorded, so it has met. Choose today or a day before.',
      field,
    );
  }
}

function savePanel(db: WriteDb, draft: Draft, at: number, about: About): number {
  const { panel: id, on, capacity } = draft;
  checkDay(db, draft, `panels.${at}.on`, about);
  const note = draft.note.trim();
  if (id === null) {
    const added = 'INSERT INTO panel (on_date, capacity, note) VALUES (?, ?, ?)';
    return db.run(added, on, capacity, note).id;
  }
  moveSettled(db, panelById(db, id), on);
  db.run(
    'UPDATE panel SET on_date = ?, capacity = ?, note = ? WHERE id = ?',
    ...[on, capacity, note, id],
  );
  return id;
}

function saveWords(drafts: readonly Draft[]): string {
  const added = drafts.filter(({ panel }) => panel === null);
  const changed = drafts.length - added.length;
  const parts = [
    ...(added.length === 1 ? [`added ${named(added[0]!)}`] : []),
    ...(added.length > 1
      ? [`added ${added.length} panels: ${listed(added.map(({ on }) => dateInWords(on)))}`]
      : []),
    ...(changed > 0 && drafts.length === 1 ? [`changed ${named(drafts[0]!)}`] : []),
    ...(changed > 0 && drafts.length > 1 ? [`changed ${counted(changed, 'panel')}`] : []),
  ];
  const words = listed(parts);
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/**
 * Refuses somebody whom this panel cannot see, and says why. A panel that sees progress only does
 * not stand in the way of the one that decides.
 */
function checkBooking(db: Db, member: Member, panel: Panel, { today }: About): void {
  const engagement = member.engagement === null ? null : engagementById(db, member.engagement);
  const refuse = (why: string) => new Refusal('bad-input', why, 'members');
  if (!isOnProgramme(stageOn(member, engagement, [], panel.on))) {
    throw refuse(
      `Somebody chosen is not on the programme on ${dateInWords(panel.on)}. Choose members who are.`,
    );
  }
  if (member.outcome !== null) {
    throw refuse('How the programme of somebody chosen ended is recorded. Choose the others.');
  }
  const window = panelWindowOf(db, member, today);
  for (const { panel: other, decision } of panelItemsOfMember(db, member.id)) {
    if (other === panel.id) {
      throw refuse(`Somebody chosen is on ${named(panel)} already. Choose the others.`);
    }
    const booked = panelById(db, other);
    const bothDecide = mayDecide(window, panel.on) && mayDecide(window, booked.on);
    if (decision !== null || !bothDecide) continue;
    throw refuse(`Somebody chosen is booked on ${named(booked)}. Take them off that panel first.`);
  }
}

/** The item, or a refusal that says the member is not on the panel. */
function itemOf(db: Db, panel: Panel, member: number): PanelItem {
  const item = panelItemsOf(db, panel.id).find((one) => one.member === member);
  if (item) return item;
  throw new Refusal('not-found', `They are no longer on ${named(panel)}.`, 'member');
}

function setPosition(db: WriteDb, panel: number, member: number, position: number): void {
  db.run(
    'UPDATE panel_item SET position = ? WHERE panel_id = ? AND member_id = ?',
    ...[position, panel, member],
  );
}

function decide(
  db: WriteDb,
  input: ParsedOf<(typeof panelCalls)['panel.decide']>,
  { today }: About,
): string {
  const panel = panelById(db, input.panel);
  const member = memberById(db, input.member);
  const item = itemOf(db, panel, member.id);
  if (panel.on > today) {
    throw new Refusal(
      'bad-input',
      `The panel meets on ${dateInWords(panel.on)}. Record what it decides from that day on.`,
      'decision',
    );
  }
  if (member.outcome !== null) {
    throw new Refusal(
      'refused',
      'How their programme ended is recorded. Take that back first, on their record.',
      'member',
    );
  }
  const window = panelWindowOf(db, member, today);
  if (input.decision !== null && item.decision === null && window && !mayDecide(window, panel.on)) {
    throw new Refusal(
      'bad-input',
      `This panel sees their progress only: the one that decides sits from ${dateInWords(window.from)} on. ` +
        'Their programme says how early it may sit, under Programmes.',
      'decision',
    );
  }
  const conditions = input.decision === null ? '' : input.conditions.trim();
  const settles = (decision: PanelItem['decision']) => decision === 'pass' || decision === 'fail';
  if (settles(input.decision) && !settles(item.decision)) settlePanel(db, member, panel.on);
  if (!settles(input.decision) && settles(item.decision)) unsettlePanel(db, member, panel.on);
  db.run(
    'UPDATE panel_item SET decision = ?, conditions = ? WHERE id = ?',
    ...[input.decision, conditions, item.id],
  );
  const of = `a member of ${cohortById(db, member.cohort).name}`;
  return input.decision === null
    ? `Took back what ${named(panel)} decided about ${of}`
    : `Recorded what ${named(panel)} decided about ${of}`;
}

export const panelHandlers: Handlers<typeof panelCalls> = {
  'panel.save': (db, { panels }, about) => {
    const ids = panels.map((draft, at) => savePanel(db, draft, at, about));
    return { value: { panels: ids }, words: saveWords(panels) };
  },

  'panel.remove': (db, { panel: id }) => {
    const panel = panelById(db, id);
    const items = panelItemsOf(db, id);
    if (decidedOf(items).length > 0) {
      throw new Refusal(
        'refused',
        `What ${named(panel)} decided is recorded, so it stays. Take its decisions back first.`,
        'panel',
      );
    }
    db.run('DELETE FROM panel_item WHERE panel_id = ?', id);
    db.run('DELETE FROM panel WHERE id = ?', id);
    const booked = items.length === 0 ? '' : `, which had ${counted(items.length, 'booking')}`;
    return { value: null, words: `Removed ${named(panel)}${booked}` };
  },

  'panel.book': (db, { panel: id, members }, about) => {
    const panel = panelById(db, id);
    let position = Math.max(0, ...panelItemsOf(db, id).map((item) => item.position));
    for (const member of members) {
      checkBooking(db, memberById(db, member), panel, about);
      position += 1;
      db.run(
        'INSERT INTO panel_item (panel_id, member_id, position) VALUES (?, ?, ?)',
        ...[id, member, position],
      );
    }
    return { value: null, words: `Booked ${counted(members.length, 'member')} on ${named(panel)}` };
  },

  'panel.unbook': (db, { panel: id, member }) => {
    const panel = panelById(db, id);
    const item = itemOf(db, panel, member);
    if (item.decision !== null) {
      throw new Refusal(
        'refused',
        `What ${named(panel)} decided about them is recorded. Take that back first.`,
        'member',
      );
    }
    db.run('DELETE FROM panel_item WHERE id = ?', item.id);
    return { value: null, words: `Took a member off ${named(panel)}` };
  },

  'panel.reorder': (db, { panel: id, members }) => {
    const panel = panelById(db, id);
    const booked = new Set(panelItemsOf(db, id).map(({ member }) => member));
    if (new Set(members).size !== booked.size || !members.every((one) => booked.has(one))) {
      throw new Refusal(
        'bad-input',
        `The agenda of ${named(panel)} has changed. Nothing was moved; try again.`,
        'members',
      );
    }
    members.forEach((member, at) => setPosition(db, id, member, at + 1));
    return { value: null, words: `Changed the order of ${named(panel)}` };
  },

  'panel.decide': (db, input, about) => ({ value: null, words: decide(db, input, about) }),
};
