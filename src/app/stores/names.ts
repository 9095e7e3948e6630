/**
 * Whether people's names are shown, on screen and in print. A preference of this machine: a screen
 * that is shared or printed is one person's choice, not the plan's.
 */
import { defineStore } from 'pinia';
import { computed } from 'vue';
import type { Worker } from '../../domain/records/types.ts';
import { useLibrary } from './library.ts';
import { useNotices } from './notices.ts';

export const useNames = defineStore('names', () => {
  const library = useLibrary();
  const notices = useNotices();

  async function hide(hideNames: boolean): Promise<void> {
    const fault = await library.changePreferences({ hideNames });
    if (fault) notices.refused(fault);
  }
  const hidden = computed({
    // Until it is known, no name is shown.
    get: () => library.preferences?.hideNames ?? true,
    set: (yes: boolean) => void hide(yes),
  });

  /** What somebody is called: their name, or their reference where it is hidden or not held. */
  function called(worker: Pick<Worker, 'ref' | 'name'> | undefined): string {
    if (!worker) return 'Somebody no longer in the plan';
    return hidden.value || worker.name === null ? worker.ref : worker.name;
  }

  return { hidden, called };
});
