/** The plans on this machine and the user's own preferences. */
import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import type { Fault } from '../../contract/call.ts';
import type { Library, Preferences } from '../../contract/library.ts';
import { applyTheme } from '../theme.ts';
import { call } from '../transport.ts';

export const useLibrary = defineStore('library', () => {
  const library = shallowRef<Library | null>(null);
  const preferences = shallowRef<Preferences | null>(null);
  const fault = shallowRef<Fault | null>(null);

  async function refresh(): Promise<void> {
    const answer = await call('library.list', {});
    if (answer.ok) library.value = answer.value;
    fault.value = answer.ok ? null : answer.fault;
  }

  async function readPreferences(): Promise<Preferences | null> {
    const answer = await call('preferences.read', {});
    if (!answer.ok) {
      fault.value = answer.fault;
      return null;
    }
    preferences.value = answer.value;
    applyTheme(answer.value.theme);
    return answer.value;
  }

  async function changePreferences(change: Partial<Preferences>): Promise<Fault | null> {
    const answer = await call('preferences.change', change);
    if (!answer.ok) return answer.fault;
    preferences.value = answer.value;
    applyTheme(answer.value.theme);
    return null;
  }

  return { library, preferences, fault, refresh, readPreferences, changePreferences };
});
