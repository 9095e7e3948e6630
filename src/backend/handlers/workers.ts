/** People by reference: the plan's own, and those it does not hold yet. */
import type { ParsedOf } from '../../contract/call.ts';
import type { recordsCalls } from '../../contract/records.ts';
import type { Db, WriteDb } from '../db.ts';
import { Refusal } from '../faults.ts';
import { workerById } from './recordRows.ts';

/** Somebody the plan holds, by id, or somebody new. */
export type GivenWorker = ParsedOf<(typeof recordsCalls)['workforce.start']>['worker'];

/** Refuses a reference that is somebody else's. */
export function checkRefFree(db: Db, ref: string, except: number, field: string): void {
  if (!db.get('SELECT 1 FROM worker WHERE ref = ? AND id <> ?', ref, except)) return;
  throw new Refusal(
    'bad-input',
    'Somebody with that reference is already in the plan. Choose them, or check the reference.',
    field,
  );
}

/** The worker named, added where they are new. */
export function workerFor(db: WriteDb, worker: GivenWorker, field = 'worker'): number {
  if (typeof worker === 'number') return workerById(db, worker).id;
  checkRefFree(db, worker.ref, 0, `${field}.ref`);
  const { ref, name, sweNumber } = worker;
  return db.run('INSERT INTO worker (ref, name, swe_number) VALUES (?, ?, ?)', ref, name, sweNumber)
    .id;
}

/** Takes out a person of whom nothing is held any more: no spell, no cohort, no list. */
export function removeWorkerIfUnheld(db: WriteDb, id: number): void {
  const held = db.get(
    `SELECT 1 WHERE EXISTS (SELECT 1 FROM engagement WHERE worker_id = :id)
         OR EXISTS (SELECT 1 FROM cohort_member WHERE worker_id = :id OR supervisor_id = :id)
         OR EXISTS (SELECT 1 FROM assessor WHERE worker_id = :id)`,
    { id },
  );
  if (held) return;
  db.run('DELETE FROM worker_return WHERE worker_id = ?', id);
  db.run('DELETE FROM worker WHERE id = ?', id);
}
