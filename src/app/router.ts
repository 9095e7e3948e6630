/**
 * The pages by address. Hash history, since neither host serves deep paths. A page with
 * `ownHeading` prints a heading of its own.
 */
import { createRouter, createWebHashHistory, type RouteRecordRaw } from 'vue-router';

const SUFFIX = 'Tenure';

const routes: RouteRecordRaw[] = [
  { path: '/', redirect: '/overview' },
  {
    path: '/overview',
    component: () => import('./pages/OverviewPage.vue'),
    meta: { title: 'Overview', ownHeading: true },
  },
  {
    path: '/targets',
    component: () => import('./pages/TargetsPage.vue'),
    meta: { title: 'Targets' },
  },
  {
    path: '/establishment',
    component: () => import('./pages/EstablishmentPage.vue'),
    meta: { title: 'Establishment' },
  },
  {
    path: '/workforce',
    component: () => import('./pages/WorkforcePage.vue'),
    meta: { title: 'Workforce' },
  },
  {
    path: '/workforce/import',
    component: () => import('./pages/ImportPage.vue'),
    meta: { title: 'Import' },
  },
  {
    path: '/workforce/return',
    component: () => import('./pages/StatutoryReturnPage.vue'),
    meta: { title: 'Statutory return' },
  },
  {
    path: '/asye',
    component: () => import('./pages/AsyePage.vue'),
    meta: { title: 'ASYE' },
  },
  {
    path: '/benchmark',
    component: () => import('./pages/BenchmarkPage.vue'),
    meta: { title: 'Benchmark' },
  },
  {
    path: '/benchmark/differ',
    component: () => import('./pages/DifferPage.vue'),
    meta: { title: 'Why do these differ?' },
  },
  {
    path: '/projection',
    component: () => import('./pages/ProjectionPage.vue'),
    meta: { title: 'Projection', ownHeading: true },
  },
  {
    path: '/history',
    component: () => import('./pages/HistoryPage.vue'),
    meta: { title: 'History' },
  },
  {
    path: '/settings',
    component: () => import('./pages/SettingsPage.vue'),
    meta: { title: 'Settings' },
  },
  {
    path: '/plans',
    component: () => import('./pages/PlansPage.vue'),
    meta: { title: 'Plans', withoutPlan: true },
  },
  {
    path: '/plans/new',
    component: () => import('./pages/NewPlanPage.vue'),
    meta: { title: 'New plan', withoutPlan: true },
  },
  {
    path: '/licences',
    component: () => import('./pages/LicencesPage.vue'),
    meta: { title: 'Licences', withoutPlan: true },
  },
  { path: '/:unknown(.*)*', redirect: '/overview' },
];

export const router = createRouter({ history: createWebHashHistory(), routes });

router.afterEach((to) => {
  document.title = `${String(to.meta['title'])} – ${SUFFIX}`;
});
