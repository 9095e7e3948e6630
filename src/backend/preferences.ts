/** This machine's preferences: one small file beside the plans. */
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { planId } from '../contract/call.ts';
import { date, name } from '../contract/fields.ts';
import type { Preferences } from '../contract/library.ts';
import type { Log } from './clock.ts';
import { errorCode } from './faults.ts';
import { freeName, moveDurably, writeWhole } from './storage.ts';

const stored = z.strictObject({
  name,
  theme: z.enum(['light', 'dark', 'system']),
  lastPlan: planId.nullable(),
  // Files of earlier versions do not have these.
  hideNames: z.boolean().default(false),
  asAt: z.record(planId, date).default({}),
});

export interface PreferencesFile {
  /** There was a file, readable or not, when the backend opened. */
  readonly existed: boolean;
  read(): Preferences;
  change(changes: Partial<Preferences>): Preferences;
}

/**
 * Reads the preferences, or the defaults when there are none. A file that cannot be read is
 * kept aside as `preferences.json.damaged`, and the defaults are used.
 */
export function openPreferences(file: string, who: string, log: Log): PreferencesFile {
  const existed = existsSync(file);
  let current = load();

  function load(): Preferences {
    const defaults: Preferences = {
      ...{ name: who, theme: 'system', lastPlan: null },
      ...{ hideNames: false, asAt: {} },
    };
    try {
      return stored.parse(JSON.parse(readFileSync(file, 'utf8')));
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return defaults;
      log('preferences could not be read; the defaults are used', error);
      try {
        moveDurably(file, freeName(file, 'damaged'));
      } catch (problem) {
        log('the damaged preferences could not be kept aside', problem);
      }
      return defaults;
    }
  }

  return {
    existed,
    read: () => ({ ...current }),
    change(changes) {
      const next = { ...current, ...changes };
      writeWhole(file, `${JSON.stringify(next, null, 2)}\n`);
      current = next;
      return { ...current };
    },
  };
}
