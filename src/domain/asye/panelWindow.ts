/** Which panels may decide about a member: those from a day on, by the programme's version. */
import { addDays, addMonths, type IsoDate } from '../calendar.ts';
import { dateAfter } from './programmeTime.ts';
import type { Decision } from './types.ts';
import type { DecidingPanel, MilestoneKind, Offset } from './template.ts';

/** The days a panel may sit on that decides; `to` null: no later panel is too late. */
export interface PanelWindow {
  from: IsoDate;
  to: IsoDate | null;
}

const dateBefore = (date: IsoDate, { unit, count }: Offset): IsoDate =>
  unit === 'weeks' ? addDays(date, -7 * count) : addMonths(date, -count);

/**
 * The window around a planned end.
 *
 * @example a member planned to end on 31 August 2026, with panels from 4 weeks before to 2 months
 * after it: from 3 August to 31 October 2026.
 */
export function windowAround({ before, after }: DecidingPanel, end: IsoDate): PanelWindow {
  return { from: dateBefore(end, before), to: after === null ? null : dateAfter(end, after) };
}

/** False for a panel before the window, which sees progress only. Without a window any decides. */
export function mayDecide(window: PanelWindow | null, on: IsoDate): boolean {
  return window === null || on >= window.from;
}

/**
 * When a panel may sit that decides a member's first panel milestone that is open, or their last
 * once all are done. Null where there is none, or no day for it: then any panel may.
 */
export function openWindow<
  Milestone extends { kind: MilestoneKind['kind']; window: PanelWindow | null },
>(
  milestones: readonly Milestone[],
  isOutstanding: (milestone: Milestone) => boolean,
): PanelWindow | null {
  const panels = milestones.filter(({ kind }) => kind === 'panel');
  return (panels.find(isOutstanding) ?? panels.at(-1))?.window ?? null;
}

/** A panel a member was or is booked on. */
export interface PanelSeen {
  on: IsoDate;
  decision: Decision | null;
}

/** Once a panel has deferred somebody, any later one may decide about them. */
export function windowAfter(
  window: PanelWindow | null,
  seen: readonly PanelSeen[],
): PanelWindow | null {
  const deferred = seen.find(({ decision }) => decision === 'deferred');
  if (window === null || !deferred || deferred.on >= window.from) return window;
  return { ...window, from: deferred.on };
}

/**
 * The day of the panel that decides: the one they are booked on, else the first planned that may,
 * after one that deferred them. Where that is past the window's end, or none is planned, the
 * window's end; null where there is no such day.
 *
 * @param seen - the member's panels, earliest first
 * @param planned - the days of all panels, earliest first
 */
export function decidingDay(
  window: PanelWindow,
  seen: readonly PanelSeen[],
  planned: readonly IsoDate[],
): IsoDate | null {
  const booked = seen.findLast(({ on, decision }) => decision === null && mayDecide(window, on));
  if (booked) return booked.on;
  const deferred = seen.findLast(({ decision }) => decision === 'deferred');
  if (deferred) return planned.find((on) => on > deferred.on) ?? window.to;
  const first = planned.find((on) => mayDecide(window, on)) ?? null;
  if (first === null || window.to === null) return first ?? window.to;
  return first < window.to ? first : window.to;
}
