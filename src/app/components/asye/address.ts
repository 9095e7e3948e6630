/** What the ASYE page shows is in its address, so that other pages can lead to it. */
import { computed } from 'vue';
import { useRoute, useRouter, type LocationQueryRaw } from 'vue-router';

/** The address of a tab of the ASYE page, with a member's record open where one is named. */
export function asyeAddress(
  tab: string,
  about: { member?: number; cohort?: number; panel?: number } = {},
) {
  return { path: '/asye', query: { tab, ...about } };
}

/** The number an address gives, or null where it gives none. */
function idIn(value: unknown): number | null {
  const id = Number(value);
  return Number.isInteger(id) && id > 0 ? id : null;
}

export function useAsyeAddress() {
  const route = useRoute();
  const router = useRouter();
  const change = (query: LocationQueryRaw) =>
    void router.replace({ query: { ...route.query, ...query } });
  return {
    tab: computed({
      get: () => String(route.query['tab'] ?? ''),
      set: (tab) => change({ tab }),
    }),
    /** The member whose record is open. */
    member: computed({
      get: () => idIn(route.query['member']),
      set: (member) => change({ member: member ?? undefined }),
    }),
    /** The cohort looked at. */
    cohort: computed({
      get: () => idIn(route.query['cohort']),
      set: (cohort) => change({ cohort: cohort ?? undefined }),
    }),
    /** The panel looked at. */
    panel: computed({
      get: () => idIn(route.query['panel']),
      set: (panel) => change({ panel: panel ?? undefined }),
    }),
    /** Goes to a panel, on the tab that shows it. */
    openPanel: (panel: number) => change({ tab: 'panels', panel }),
  };
}
