/** The tabs of the ASYE page, in the order of a coordinator's week. */
import type { Component } from 'vue';

export interface AsyeTab {
  /** Names it in the address. */
  value: string;
  label: string;
  component: Component;
}

export const ASYE_TABS: readonly AsyeTab[] = [];
