/** The text of a number field: what was typed stays as typed, and only good numbers go on. */
import { computed, ref, watch } from 'vue';
import { useProjection } from '../../stores/projection.ts';
import { readNumber, writeNumber, type NumberRule } from './readNumber.ts';

/**
 * @param field - names the field in the store, which keeps text it could not read
 * @param value - the assumption's value now
 * @param set - called with every good number typed
 */
export function useNumberText(
  field: () => string,
  rule: () => NumberRule,
  value: () => number | null,
  set: (value: number | null) => void,
) {
  const projection = useProjection();
  /** Good text while it is being typed: "10." must not become "10" under the cursor. */
  const draft = ref<string | null>(null);
  const unread = computed(() => projection.unread[field()]);

  const text = computed({
    get: () => unread.value?.text ?? draft.value ?? writeNumber(value(), rule()),
    set(typed: string) {
      const read = readNumber(typed, rule());
      draft.value = typed;
      if (!read.ok) return projection.hold(field(), { text: typed, problem: read.problem });
      projection.release(field());
      if (read.value !== value()) set(read.value);
    },
  });

  // The slider, a candidate or a loaded scenario moved the value: the text follows.
  watch(value, (now) => {
    const read = draft.value === null ? null : readNumber(draft.value, rule());
    if (read?.ok !== true || read.value !== now) draft.value = null;
    if (read?.ok !== true) projection.release(field());
  });

  return {
    text,
    problem: computed(() => unread.value?.problem ?? null),
    tidy: () => (draft.value = null),
  };
}
