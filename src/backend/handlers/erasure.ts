/** Everything held on one person: exported for them, or erased. */
import {
  labelOf,
  LEAVER_DESTINATIONS,
  LEAVING_REASONS,
  START_ORIGINS,
} from '../../domain/records/codes.ts';
import { isRowOf } from '../../domain/merging/cohortList.ts';
import type { IsoDate } from '../../domain/calendar.ts';
import type { MergeRow } from '../../domain/merging/types.ts';
import type { Worker } from '../../domain/records/types.ts';
import type { Erased, recordsCalls } from '../../contract/records.ts';
import type { Db } from '../db.ts';
import { Refusal } from '../faults.ts';
import { earlierRowsOf, takeOut } from '../people.ts';
import { payScrub } from '../scrub.ts';
import { originOf, stillHolding } from '../stillHolding.ts';
import { PEOPLE_TABLES } from '../tableClasses.ts';
import {
  absencesOf,
  assignmentsOf,
  engagementsOf,
  roleById,
  teamName,
  workerById,
} from './recordRows.ts';
import { assessingOf, programmesOf } from './memberData.ts';
import { measureById } from './rows.ts';
import { fteInWords } from './words.ts';
import type { Handlers } from './types.ts';

interface ReturnRow {
  censusDate: string;
  fields: string;
}

function returnsOf(db: Db, worker: number): ReturnRow[] {
  return db.all<ReturnRow>(
    `SELECT census_date AS censusDate, fields FROM worker_return
      WHERE worker_id = ? ORDER BY census_date`,
    worker,
  );
}

/** One person's records with every id and code put into words. */
function everythingOn(db: Db, id: number, today: IsoDate): object {
  const { ref, name, sweNumber } = workerById(db, id);
  const engagements = engagementsOf(db, id).map((engagement) => ({
    basis: engagement.basis,
    from: engagement.from,
    lastDay: engagement.to,
    offerAcceptedOn: engagement.offerAcceptedOn,
    recruitmentRoute: engagement.route === null ? null : measureById(db, engagement.route).label,
    origin: labelOf(START_ORIGINS, engagement.origin),
    leavingReason: labelOf(LEAVING_REASONS, engagement.leavingReason),
    destination: labelOf(LEAVER_DESTINATIONS, engagement.destination),
    placements: assignmentsOf(db, engagement.id).map((one) => ({
      team: teamName(db, one.team, one.from),
      role: roleById(db, one.role).name,
      hours: fteInWords(one.fte),
      from: one.from,
      to: one.to,
      postReference: one.postRef,
      secondedOut: one.secondedOut,
      covers: one.covers,
    })),
    absences: absencesOf(db, engagement.id).map(({ kind, from, to }) => ({ kind, from, to })),
  }));
  return {
    person: { reference: ref, name, socialWorkEnglandNumber: sweNumber },
    engagements,
    programmes: programmesOf(db, id, today),
    assessing: assessingOf(db, id),
    statutoryReturns: returnsOf(db, id).map(({ censusDate, fields }) => ({
      censusDate,
      fields: JSON.parse(fields) as unknown,
    })),
    history: earlierRowsOf(db, id).map(({ before, after, ...entry }) => ({
      ...entry,
      before: before === null ? null : (JSON.parse(before) as unknown),
      after: after === null ? null : (JSON.parse(after) as unknown),
    })),
  };
}

function isAbout(row: MergeRow, worker: Worker): boolean {
  const { ref, sweNumber } = worker;
  if (row.kind === 'establishment') return false;
  const same = (a: string, b: string) => a.trim().toLowerCase() === b.trim().toLowerCase();
  if (row.kind === 'cohort' ? isRowOf(row, worker) : same(row.ref, ref)) return true;
  return (
    row.kind !== 'movements' &&
    row.sweNumber !== null &&
    sweNumber !== null &&
    same(row.sweNumber, sweNumber)
  );
}

/** Before the places have been looked into. */
const NOTHING_HELD: Erased = {
  scrubbed: false,
  backups: [],
  leftovers: [],
  plans: [],
  copiesSent: [],
  otherWindows: false,
};

export const erasureHandlers: Handlers<
  Pick<typeof recordsCalls, 'worker.export' | 'worker.erase'>
> = {
  'worker.export': (db, { worker }, { instant, today }) => ({
    json: JSON.stringify({ exportedAt: instant, ...everythingOn(db, worker, today) }, null, 2),
  }),

  'worker.erase': (db, { worker: id, ref }, { plan: planId, imports }) => {
    const worker = workerById(db, id);
    if (worker.ref !== ref.trim()) {
      throw new Refusal('bad-input', 'Type the person’s reference exactly as it is shown.', 'ref');
    }
    const texts = [worker.ref, worker.name, worker.sweNumber].filter((text) => text !== null);
    const origin = originOf(db);
    takeOut(db, id, texts);
    return {
      value: NOTHING_HELD,
      words: 'Erased a worker’s records. This cannot be undone',
      final: { changed: PEOPLE_TABLES },
      // The person is gone whatever fails from here on, so each of these goes on without the other.
      afterwards: (plan, library) => {
        imports.forget((row) => isAbout(row, worker));
        library.transfers.dropAll();
        const scrubbed = payScrub(plan, library.log);
        return { scrubbed, ...stillHolding(library, planId, worker, origin) };
      },
    };
  },
};
