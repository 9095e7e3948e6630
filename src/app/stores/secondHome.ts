/** The folder elsewhere that gets a copy of each plan after a day's work. */
import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import type { Answer, Fault } from '../../contract/call.ts';
import type { SecondHome } from '../../contract/library.ts';
import { call } from '../transport.ts';

export const useSecondHome = defineStore('secondHome', () => {
  const home = shallowRef<SecondHome | null>(null);

  /** Takes an answer; the fault says why there is none. */
  function take(answer: Answer<SecondHome>): Fault | null {
    if (!answer.ok) return answer.fault;
    home.value = answer.value;
    return null;
  }

  const refresh = async () => take(await call('secondHome.read', {}));
  const copyNow = async () => take(await call('secondHome.copyNow', {}));
  const forget = async () => take(await call('secondHome.forget', {}));
  const protect = async (passphrase: string | null) =>
    take(await call('secondHome.protect', { passphrase }));

  /** Asks for the folder, by the host's own dialog, and copies to it at once. */
  async function choose(): Promise<Fault | null> {
    return take(await call('secondHome.choose', {})) ?? (await copyNow());
  }

  return { home, refresh, copyNow, forget, protect, choose };
});
