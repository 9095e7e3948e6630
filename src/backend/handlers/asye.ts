/** Everything the plan holds about its programmes, in one answer. */
import type { asyeCalls } from '../../contract/asye.ts';
import { readAsye } from './asyeRows.ts';
import type { Handlers } from './types.ts';

export const asyeHandlers: Handlers<typeof asyeCalls> = {
  'asye.read': (db) => readAsye(db),
};
