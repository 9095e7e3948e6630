/** What the library's handlers work with. */
import type { Clock, Log } from './clock.ts';
import type { Imports } from './imports.ts';
import type { Migration } from './migrate.ts';
import type { Plans } from './plans.ts';
import type { PublishedRows } from './published.ts';
import type { PreferencesFile } from './preferences.ts';
import type { SecondHomeCopies } from './secondHome.ts';
import type { Transfers } from './transfers.ts';

export interface LibraryContext {
  plans: Plans;
  transfers: Transfers;
  imports: Imports;
  preferences: PreferencesFile;
  secondHome: SecondHomeCopies;
  migrations: readonly Migration[];
  /** DfE's figures that come with Tenure. */
  published: () => PublishedRows;
  /** Where the samples lie. */
  samplesFolder: string;
  clock: Clock;
  log: Log;
}
