/** Settings being edited. They outlive the page, so that a mis-click loses nothing. */
import { computed, reactive, ref } from 'vue';
import type { Fault } from '../../../contract/call.ts';
import type { PlanSettings } from '../../../domain/figures.ts';
import { useNotices } from '../../stores/notices.ts';
import { usePlan } from '../../stores/plan.ts';
import { useUndo } from '../../undo.ts';

/** What is typed but not saved, by plan and setting. */
const unsaved = reactive(new Map<string, unknown>());

/** The settings that forms edit, with the words for "Saved …". */
const WORDS = {
  organisation: 'the organisation',
  name: 'the plan’s name',
  author: 'the author',
  classification: 'the classification',
  yearStartMonth: 'the month years start in',
  basis: 'the definitions',
  ratingRule: 'the rating rule',
} as const satisfies Partial<Record<keyof PlanSettings, string>>;
export type SettingName = keyof typeof WORDS;

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function listed(words: string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/**
 * The settings of one section, as typed. What is not being edited follows the plan, so an undo
 * shows at once; what is being edited stays until it is saved or discarded.
 */
export function useSettingsDraft<Name extends SettingName>(names: readonly Name[]) {
  const plan = usePlan();
  const notices = useNotices();
  const { undo } = useUndo();
  const busy = ref(false);
  /** The setting that was refused, and why. */
  const problem = ref<{ name: string; message: string } | null>(null);

  const keyOf = (name: Name) => `${plan.id ?? ''}/${name}`;
  const saved = <N extends Name>(name: N): PlanSettings[N] | undefined =>
    plan.figures?.settings[name];

  /** One setting, to bind a field to. */
  function field<N extends Name>(name: N) {
    return computed<PlanSettings[N]>({
      // Only `set` below writes under this key, with a value of this setting.
      get: () => (unsaved.get(keyOf(name)) ?? saved(name)) as PlanSettings[N],
      set: (value) => {
        if (problem.value?.name === name) problem.value = null;
        if (same(value, saved(name))) unsaved.delete(keyOf(name));
        else unsaved.set(keyOf(name), value);
      },
    });
  }

  /** What the plan has already is saved, even where nobody could say so at the time. */
  const isEdited = (name: Name) =>
    unsaved.has(keyOf(name)) && !same(unsaved.get(keyOf(name)), saved(name));
  const edited = computed(() => names.filter(isEdited));
  const dirty = computed(() => edited.value.length > 0);

  function discard(): void {
    for (const name of names) unsaved.delete(keyOf(name));
    problem.value = null;
  }

  async function save(): Promise<void> {
    const changed = [...edited.value];
    if (changed.length === 0) return;
    busy.value = true;
    const answer = await plan.command(
      'settings.change',
      Object.fromEntries(changed.map((name) => [name, unsaved.get(keyOf(name))])),
    );
    busy.value = false;
    if (!answer.ok) return refuse(answer.fault);
    discard();
    notices.done(`Saved ${listed(changed.map((name) => WORDS[name]))}`, {
      label: 'Undo',
      run: () => void undo(),
    });
  }

  function refuse(fault: Fault): void {
    const name = fault.field?.split('.')[0];
    if (names.some((each) => each === name))
      problem.value = { name: name ?? '', message: fault.message };
    else notices.refused(fault);
  }

  const problemOf = (name: Name): string | undefined =>
    problem.value?.name === name ? problem.value.message : undefined;

  return { field, dirty, busy, discard, save, problemOf };
}
