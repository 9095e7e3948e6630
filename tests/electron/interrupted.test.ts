/** A backend thread that dies under a page: the page shows what is really there, and goes on. */
import { createPinia, setActivePinia } from 'pinia';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDesktopPage, type DesktopPage } from './desktopPage.ts';

let page: DesktopPage;

beforeAll(async () => {
  page = await openDesktopPage(new URL('../backend/mortal.child.ts', import.meta.url));
  setActivePinia(createPinia());
});
afterAll(() => page.close());

it('reads the plan again after a change that may have been saved, and says so', async () => {
  const { usePlan } = await import('../../src/app/stores/plan.ts');
  const plan = usePlan();
  await plan.open(page.plan);
  const before = plan.standing!.revision;

  const answer = await plan.command('settings.change', { author: 'dies after saving' });
  expect(answer).toMatchObject({
    ok: false,
    fault: { code: 'interrupted', message: /may or may not have been saved/ },
  });
  expect(plan.figures?.settings.author).toBe('dies after saving');
  expect(plan.standing?.revision).toBe(before + 1);

  expect(await plan.command('settings.change', { author: 'And on' })).toMatchObject({ ok: true });
  expect(plan.figures?.settings.author).toBe('And on');
});
