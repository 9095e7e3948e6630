/**
 * Whether people's names are shown, on screen and in print. Kept on this machine: a screen that is
 * shared or printed is one person's choice, not the plan's.
 */
import { defineStore } from 'pinia';
import { ref, watch } from 'vue';
import type { Worker } from '../../domain/records/types.ts';

const KEPT_AS = 'tenure-hide-names';

export const useNames = defineStore('names', () => {
  const hidden = ref(localStorage.getItem(KEPT_AS) === 'yes');
  watch(hidden, (hide) => localStorage.setItem(KEPT_AS, hide ? 'yes' : 'no'));

  /** What somebody is called: their name, or their reference where it is hidden or not held. */
  function called(worker: Pick<Worker, 'ref' | 'name'> | undefined): string {
    if (!worker) return 'Somebody no longer in the plan';
    return hidden.value || worker.name === null ? worker.ref : worker.name;
  }

  return { hidden, called };
});
