/** Where new figures come from and the date they stand at, unless their words say otherwise. */
import { computed, ref, watch, type Ref } from 'vue';
import type { IsoDate } from '../../../domain/calendar.ts';
import type { PlanFigures } from '../../../domain/figures.ts';
import { usePlan } from '../../stores/plan.ts';
import { BY_HAND, usualSource, type NewFigures } from '../../tables/defaults.ts';
import { useChanges } from './changes.ts';

/** Today, in this machine's own time zone. */
export function today(): IsoDate {
  const now = new Date();
  const pad = (n: number) => String(n).padStart(2, '0');
  return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
}

export function useNewFigures(figures: Readonly<Ref<PlanFigures>>) {
  const plan = usePlan();
  const { send } = useChanges();
  const remembered = `tenure-source-${plan.id ?? ''}`;
  const lastUsed = ref(Number(localStorage.getItem(remembered)) || null);
  const asAt = ref<IsoDate | null>(null);
  const source = computed({
    get: () => usualSource(figures.value, lastUsed.value),
    set: (id) => (lastUsed.value = id),
  });
  watch(lastUsed, (id) => id !== null && localStorage.setItem(remembered, String(id)));

  let adding: Promise<unknown> | null = null;
  const addByHand = () => send('source.add', { name: BY_HAND, publishedOn: null }, true);

  return {
    source,
    asAt,
    /** The source's name, also before the plan has it. */
    sourceName: computed(
      () => figures.value.sources.find(({ id }) => id === source.value)?.name ?? BY_HAND,
    ),
    /** What reading a cell needs. Source 0 stands for one that `resolve` is still to add. */
    current: (): NewFigures => ({ source: source.value ?? 0, asAt: asAt.value, today: today() }),
    /** The source's id; "Entered by hand" is added to the plan when it is first needed. */
    async resolve(): Promise<number | null> {
      // Somebody who types fast asks again before the first answer is there.
      if (source.value === null) await (adding ??= addByHand());
      adding = null;
      return source.value;
    },
  };
}
