/** The new plan being filled in. It outlives the page, so that a mis-click loses nothing. */
import { reactive, watch } from 'vue';
import type { IsoDate } from '../../../domain/calendar.ts';
import { newDraft, type NewPlanDraft } from './newPlan.ts';

const KEY = 'tenure-new-plan';

/** Today's date on this computer. */
export function todayHere(): IsoDate {
  const now = new Date();
  const pad = (part: number) => String(part).padStart(2, '0');
  return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
}

function kept(): Partial<NewPlanDraft> {
  const text = sessionStorage.getItem(KEY);
  // Written by this module alone, in this window, by this version of it.
  return text === null ? {} : (JSON.parse(text) as Partial<NewPlanDraft>);
}

/** The draft, kept for this window until it is cleared, reloads included. */
export function useNewPlanDraft() {
  const draft = reactive<NewPlanDraft>({ ...newDraft(todayHere()), ...kept() });
  const stop = watch(draft, () => sessionStorage.setItem(KEY, JSON.stringify(draft)));

  function clear(): void {
    stop();
    sessionStorage.removeItem(KEY);
  }

  return { draft, clear };
}
