/** What can be done with a member, by what is recorded of them. */
import type { IsoDate } from '../../../../domain/calendar.ts';
import type { MemberView } from '../../../../domain/asye/memberView.ts';

export type MemberActionKind = 'accept' | 'start' | 'finish' | 'withdraw' | 'remove';

export interface MemberAction {
  kind: MemberActionKind;
  label: string;
}

const action = (kind: MemberActionKind, label: string): MemberAction => ({ kind, label });

/** The actions for a member, the usual next one first. */
export function actionsFor({ member, engagement }: MemberView, today: IsoDate): MemberAction[] {
  const { startedOn, endedOn, acceptedOn } = member;
  const remove = action('remove', 'Take out: added in error');
  if (endedOn !== null) {
    return startedOn === null ? [] : [action('finish', 'Correct how it ended')];
  }
  if (startedOn !== null) {
    const finish = action('finish', 'Record how it ended');
    return [finish, action('start', 'Correct the start'), remove];
  }
  const start = action('start', 'Record the start');
  if (engagement !== null && engagement.from <= today) {
    return [start, action('finish', 'Record how it ended'), remove];
  }
  const withdraw = action('withdraw', 'Record that they will not come');
  if (acceptedOn === null) {
    return [action('accept', 'Record the accepted offer'), start, withdraw, remove];
  }
  return [start, action('accept', 'Change the offer'), withdraw, remove];
}
