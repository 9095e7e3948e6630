/** What the panel at the side shows: somebody's record, or a form. */
import type { Absence, Engagement, EngagementBasis } from '../../../domain/records/types.ts';

/** A form about somebody's record. */
export type PersonAction =
  | { kind: 'leave'; engagement: Engagement }
  | {
      kind: 'place';
      engagement: Engagement;
      begin: 'move' | 'second-post' | 'second-out' | 'back';
    }
  | { kind: 'absence'; engagement: Engagement; absence?: Absence }
  | { kind: 'correct'; engagement: Engagement }
  | { kind: 'remove'; engagement: Engagement }
  | { kind: 'worker' }
  | { kind: 'again' }
  | { kind: 'erase' };

export type Panel =
  | { kind: 'start'; basis: EngagementBasis }
  /** `begin`: the form to open at once. */
  | { kind: 'person'; worker: number; begin?: PersonAction | undefined };
