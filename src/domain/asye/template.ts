/**
 * What a programme for newly qualified social workers asks of a member, and what it pays. It is
 * data, because it changes: councils choose their own reviews, and the programme that follows
 * ASYE from September 2027 has already changed its name more than once (DOMAIN.md §5).
 */
import type { IsoDate } from '../calendar.ts';

export const OFFSET_UNITS = ['weeks', 'months'] as const;

/** A time from the first day on the programme: `{ unit: 'months', count: 3 }`. */
export interface Offset {
  unit: (typeof OFFSET_UNITS)[number];
  count: number;
}

export const MILESTONE_KINDS = ['step', 'review', 'panel'] as const;

/** Something to be done once, by a time. */
export interface MilestoneKind {
  /** Names it in what is recorded; it stays when the name changes. */
  key: string;
  name: string;
  /** A panel decides; whatever else is due by then has to be there first. */
  kind: (typeof MILESTONE_KINDS)[number];
  due: Offset;
  /** Falls later for somebody part-time. */
  proRata: boolean;
}

/** Pieces of evidence of a kind: 3 direct observations. */
export interface EvidenceKind {
  key: string;
  name: string;
  count: number;
}

/** How often supervision is held, until a time from the start; null: to the end. */
export interface SupervisionPhase {
  every: Offset;
  until: Offset | null;
}

export const PAYMENT_DUES = ['registration', 'completion'] as const;

/** What the funder pays for a member, in pence, and for what. */
export interface PaymentKind {
  key: string;
  name: string;
  pence: number;
  due: (typeof PAYMENT_DUES)[number];
}

/** How far before or after a member's planned end a panel may sit that decides about them. */
export interface DecidingPanel {
  before: Offset;
  /** Null: however much later, where none sat before. */
  after: Offset | null;
}

/** The first panel on or after the planned end, which is what a template without it means. */
export const FIRST_AFTER_END: DecidingPanel = { before: { unit: 'weeks', count: 0 }, after: null };

export interface ProgrammeTemplate {
  /** Its length for somebody full-time. */
  months: number;
  /** Whether it takes longer for somebody part-time. */
  proRata: boolean;
  /** A member's caseload as a percentage of a full one, and protected time of their week. */
  caseloadPercent: number;
  protectedPercent: number;
  milestones: MilestoneKind[];
  evidence: EvidenceKind[];
  supervision: SupervisionPhase[];
  payments: PaymentKind[];
  /** Which panel decides; an earlier one sees progress only. */
  decidingPanel: DecidingPanel;
  /**
   * The last day of the programme's funding. Completion is also paid for members still on the
   * programme in that month; nothing is paid after it.
   */
  closesOn: IsoDate | null;
}
