/** The tabs of the ASYE page, in the order of a coordinator's week. */
import type { Component } from 'vue';
import AssessorsTab from './assessors/AssessorsTab.vue';
import ProgrammesTab from './programmes/ProgrammesTab.vue';

export interface AsyeTab {
  /** Names it in the address. */
  value: string;
  label: string;
  component: Component;
}

export const ASYE_TABS: readonly AsyeTab[] = [
  { value: 'assessors', label: 'Assessors', component: AssessorsTab },
  { value: 'programmes', label: 'Programmes', component: ProgrammesTab },
];
