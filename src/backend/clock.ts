/** What the backend takes from its host instead of the machine: the time, and where to log. */
import type { IsoDate } from '../domain/calendar.ts';

export interface Clock {
  /** ISO date and time in UTC, for the journal and backups. */
  instant(): string;
  /** The date where the user is. */
  today(): IsoDate;
}

export function clockFrom(now: () => Date): Clock {
  const pad = (n: number) => String(n).padStart(2, '0');
  return {
    instant: () => now().toISOString(),
    today: () => {
      const date = now();
      return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
    },
  };
}

/** Takes what went wrong in full, for whoever looks after the machine. Never shown on screen. */
export type Log = (message: string, error: unknown) => void;
