/** Reading a chart point by point, with the arrow keys or by pointing. */
import type { ActiveElement, Chart } from 'chart.js';
import { computed, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue';
import type { ChartStop } from './types.ts';

/** Where the reader is: a series, and a stop in it. */
interface Place {
  series: number;
  stop: number;
}

/** The place a key leads to: along a series, between series, or to an end. Null for other keys. */
export function placeAfter(
  key: string,
  from: Place | null,
  stops: readonly (readonly ChartStop[])[],
): Place | null {
  if (stops.every((series) => series.length === 0)) return null;
  const series = from?.series ?? 0;
  const last = (of: number) => (stops[of]?.length ?? 1) - 1;
  const start = key === 'End' ? last(series) : 0;
  switch (key) {
    case 'ArrowRight':
    case 'ArrowLeft': {
      if (!from) return { series, stop: start };
      const step = key === 'ArrowRight' ? 1 : -1;
      return { series, stop: Math.min(Math.max(from.stop + step, 0), last(series)) };
    }
    case 'ArrowDown':
    case 'ArrowUp': {
      if (!from) return { series, stop: start };
      // With one series, up and down go along it: its bars lie below each other.
      if (stops.length === 1)
        return placeAfter(key === 'ArrowDown' ? 'ArrowRight' : 'ArrowLeft', from, stops);
      const step = key === 'ArrowDown' ? 1 : -1;
      const next = Math.min(Math.max(series + step, 0), stops.length - 1);
      return { series: next, stop: Math.min(from.stop, last(next)) };
    }
    case 'Home':
    case 'End':
      return { series, stop: start };
    default:
      return null;
  }
}

/** The point being read, marked on the chart and given in words. */
export function useReading(
  stops: ComputedRef<ChartStop[][]>,
  chart: Readonly<ShallowRef<Chart | null>>,
) {
  const place = shallowRef<Place | null>(null);
  const stop = computed(() =>
    place.value ? stops.value[place.value.series]?.[place.value.stop] : undefined,
  );
  watch(stops, () => (place.value = null));

  function mark(): void {
    const at = stop.value?.at;
    chart.value?.setActiveElements(at ? [at] : []);
    chart.value?.update('none');
  }

  return {
    words: computed(() => stop.value?.words ?? ''),
    key(event: KeyboardEvent): void {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const next = placeAfter(event.key, place.value, stops.value);
      if (!next) return;
      event.preventDefault();
      place.value = next;
      mark();
    },
    /** The pointer is over, or nearest to, these. */
    point(hit: readonly ActiveElement[]): void {
      for (const { datasetIndex, index } of hit) {
        const series = stops.value.findIndex((line) =>
          line.some(({ at }) => at?.datasetIndex === datasetIndex && at.index === index),
        );
        if (series < 0) continue;
        const found = stops.value[series]?.findIndex(({ at }) => at?.index === index) ?? 0;
        place.value = { series, stop: found };
        return;
      }
    },
    leave(): void {
      place.value = null;
      mark();
    },
  };
}
