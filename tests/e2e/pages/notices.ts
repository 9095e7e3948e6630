/** The short messages at the corner of the screen. */
import type { Locator, Page } from 'playwright-core';

export function notice(page: Page, words: string | RegExp): Locator {
  return page.getByRole('region', { name: /Notifications/ }).getByText(words);
}

/** Takes the way back that a message offers. */
export async function takeBack(page: Page, label: string): Promise<void> {
  const notices = page.getByRole('region', { name: /Notifications/ });
  await notices.getByRole('button', { name: label }).first().click();
}
