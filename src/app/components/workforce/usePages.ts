/** A long list a page at a time. */
import { computed, ref, watch, type Ref } from 'vue';
import { formatValue } from '../../../domain/format.ts';

const PER_PAGE = 50;

export function usePages<Row>(rows: Readonly<Ref<readonly Row[]>>, perPage = PER_PAGE) {
  const page = ref(1);
  watch(rows, (now) => {
    page.value = Math.min(page.value, Math.max(1, Math.ceil(now.length / perPage)));
  });
  const first = computed(() => (page.value - 1) * perPage);
  const shown = computed(() => rows.value.slice(first.value, first.value + perPage));
  const n = (count: number) => formatValue(count, 'number');
  const words = computed(() =>
    rows.value.length <= perPage
      ? `${n(rows.value.length)} in the list`
      : `${n(first.value + 1)} to ${n(first.value + shown.value.length)} of ${n(rows.value.length)}`,
  );
  const hasBefore = computed(() => page.value > 1);
  const hasAfter = computed(() => first.value + perPage < rows.value.length);
  return { page, shown, words, hasBefore, hasAfter };
}
