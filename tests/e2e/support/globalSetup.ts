import { buildApp } from '../../../scripts/project.ts';

/** Builds the app once for all browser tests, when it is not up to date. */
export default async function setup(): Promise<void> {
  await buildApp();
}
