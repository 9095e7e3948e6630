/** Whether the table fits its box: then the page scrolls and its head stays; else the box scrolls sideways. */
import { onBeforeUnmount, onMounted, ref, type Ref } from 'vue';

const REM = 16;
/** The widths in targets.css, in rem: the names, and the least a year can take. */
const NAMES = 12.5;
const YEAR = 7.25;

export function useFits(box: Readonly<Ref<HTMLElement | null>>, years: () => number): Ref<boolean> {
  const fits = ref(true);
  const observer = new ResizeObserver(([entry]) => {
    if (!entry) return;
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize) || REM;
    fits.value = entry.contentRect.width >= (NAMES + years() * YEAR) * rem;
  });
  onMounted(() => box.value && observer.observe(box.value));
  onBeforeUnmount(() => observer.disconnect());
  return fits;
}
