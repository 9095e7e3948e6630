/** The sidebar, by job. A page is listed here when it is finished. */
export interface Destination {
  to: string;
  label: string;
  icon: string;
}

export const PLAN_PAGES: Destination[] = [
  { to: '/overview', label: 'Overview', icon: 'i-lucide-gauge' },
  { to: '/targets', label: 'Targets', icon: 'i-lucide-table-2' },
  { to: '/establishment', label: 'Establishment', icon: 'i-lucide-building-2' },
  { to: '/workforce', label: 'Workforce', icon: 'i-lucide-users' },
  { to: '/asye', label: 'ASYE', icon: 'i-lucide-graduation-cap' },
  { to: '/benchmark', label: 'Benchmark', icon: 'i-lucide-scale' },
  { to: '/projection', label: 'Projection', icon: 'i-lucide-chart-spline' },
];

export const UPKEEP_PAGES: Destination[] = [
  { to: '/history', label: 'History', icon: 'i-lucide-history' },
  { to: '/settings', label: 'Settings', icon: 'i-lucide-sliders-horizontal' },
  { to: '/plans', label: 'Plans', icon: 'i-lucide-folder-open' },
];
