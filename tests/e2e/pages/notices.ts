/** The short messages at the corner of the screen. */
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

export function notice(page: Page, words: string | RegExp): Locator {
  return page.getByRole('region', { name: /Notifications/ }).getByText(words);
}

/** Waits until every message has gone, as each does after a while. */
export async function untilQuiet(page: Page): Promise<void> {
  await page
    .getByRole('region', { name: /Notifications/ })
    .getByRole('listitem')
    .first()
    .waitFor({ state: 'detached' });
}

/** Takes the way back that a message offers. */
export async function takeBack(page: Page, label: string): Promise<void> {
  const notices = page.getByRole('region', { name: /Notifications/ });
  await notices.getByRole('button', { name: label }).first().click();
}

/** Closes every message. */
export async function closeNotices(page: Page): Promise<void> {
  const close = page
    .getByRole('region', { name: /Notifications/ })
    .getByRole('button', { name: 'Close' });
  while ((await close.count()) > 0) {
    const before = await close.count();
    await close.first().click();
    await expect.poll(() => close.count()).toBeLessThan(before);
  }
}
