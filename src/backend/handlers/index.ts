/** Every call's handler: the compiler finds a missing one. */
import type { Calls } from '../../contract/index.ts';
import { absenceHandlers } from './absences.ts';
import { asyeHandlers } from './asye.ts';
import { benchmarkHandlers } from './benchmark.ts';
import { cohortHandlers } from './cohorts.ts';
import { claimHandlers } from './claims.ts';
import { copyHandlers } from './copies.ts';
import { erasureHandlers } from './erasure.ts';
import { establishmentHandlers } from './establishment.ts';
import { figuresHandlers } from './figures.ts';
import { historyHandlers } from './history.ts';
import { importHandlers } from './importing.ts';
import { libraryHandlers } from './library.ts';
import { assessorHandlers } from './assessors.ts';
import { mappingHandlers } from './mappings.ts';
import { memberEndHandlers } from './memberEnd.ts';
import { memberStartHandlers } from './memberStart.ts';
import { measureHandlers } from './measures.ts';
import { memberHandlers } from './members.ts';
import { milestoneHandlers } from './milestones.ts';
import { programmeHandlers } from './programmes.ts';
import { panelHandlers } from './panels.ts';
import { projectionHandlers } from './projection.ts';
import { recordImportHandlers } from './imports.ts';
import { recordsHandlers } from './records.ts';
import { scopeHandlers } from './scopes.ts';
import { secondHomeHandlers } from './secondHome.ts';
import { settingsHandlers } from './settings.ts';
import { structureHandlers } from './structure.ts';
import { timetableHandlers } from './timetables.ts';
import type { Handlers } from './types.ts';
import { workforceHandlers } from './workforce.ts';

export const handlers: Handlers<Calls> = {
  ...libraryHandlers,
  ...copyHandlers,
  ...secondHomeHandlers,
  ...figuresHandlers,
  ...importHandlers,
  ...measureHandlers,
  ...scopeHandlers,
  ...settingsHandlers,
  ...historyHandlers,
  ...projectionHandlers,
  ...recordsHandlers,
  ...structureHandlers,
  ...establishmentHandlers,
  ...workforceHandlers,
  ...absenceHandlers,
  ...erasureHandlers,
  ...mappingHandlers,
  ...recordImportHandlers,
  ...benchmarkHandlers,
  ...asyeHandlers,
  ...memberHandlers,
  ...milestoneHandlers,
  ...timetableHandlers,
  ...assessorHandlers,
  ...programmeHandlers,
  ...cohortHandlers,
  ...memberStartHandlers,
  ...memberEndHandlers,
  ...claimHandlers,
  ...panelHandlers,
};
