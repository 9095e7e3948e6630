/** The tabs of the ASYE page, in the order of a coordinator's week. */
import type { Component } from 'vue';
import AssessorsTab from './assessors/AssessorsTab.vue';
import CohortsTab from './cohorts/CohortsTab.vue';
import PanelsTab from './PanelsTab.vue';
import PaymentsTab from './PaymentsTab.vue';
import ProgrammesTab from './programmes/ProgrammesTab.vue';
import RetentionTab from './RetentionTab.vue';
import WeekTab from './WeekTab.vue';

export interface AsyeTab {
  /** Names it in the address. */
  value: string;
  label: string;
  component: Component;
}

export const ASYE_TABS: readonly AsyeTab[] = [
  { value: 'week', label: 'This week', component: WeekTab },
  { value: 'cohorts', label: 'Cohorts', component: CohortsTab },
  { value: 'panels', label: 'Panels', component: PanelsTab },
  { value: 'assessors', label: 'Assessors', component: AssessorsTab },
  { value: 'payments', label: 'Payments', component: PaymentsTab },
  { value: 'retention', label: 'Retention', component: RetentionTab },
  { value: 'programmes', label: 'Programmes', component: ProgrammesTab },
];
