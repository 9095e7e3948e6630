/** Makes a plan's file: settings, published table and, where there are any, records. */
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { z } from 'zod';
import type { importedTable } from '../contract/figures.ts';
import type { PlanKind } from '../contract/library.ts';
import type { PlanSettings } from '../domain/figures.ts';
import type { PlanRecords } from '../domain/records/types.ts';
import type { ProgrammeVersion } from '../domain/asye/types.ts';
import type { AsyeContent } from '../domain/samples/borough/asye.ts';
import type { WriteDb } from './db.ts';
import { fillAsye } from './fillAsye.ts';
import { fillRecords } from './fillRecords.ts';
import { versionById } from './handlers/asyeRows.ts';
import { chooseAreas } from './handlers/benchmark.ts';
import { importTable } from './handlers/importing.ts';
import { readMeasures } from './handlers/rows.ts';
import { recordMilestone } from './journal.ts';
import type { LibraryContext } from './library.ts';
import { createPlanFile } from './open.ts';
import { PLAN_FILE } from './planFiles.ts';
import { fsyncFolder, makeFolder, remove } from './storage.ts';

export interface NewPlan {
  kind: PlanKind;
  settings: PlanSettings;
  table: z.output<typeof importedTable>;
  /** Teams, posts and people. A route in them is the place of its row in the table, from 1. */
  records?: PlanRecords;
  /** Cohorts of people in the records, on a version of a programme that every plan has. */
  asye?: { route: number; version: number; make: (version: ProgrammeVersion) => AsyeContent };
  /** The plan's own authority in DfE's figures, and whom it is compared with. */
  benchmark?: { own: string; others: string[] } | undefined;
  /** What the journal's first entry says. */
  words: string;
}

/** The id of the measure at each place of the table, counted from 1. */
function routeIds(db: WriteDb, { measures }: NewPlan['table']): (place: number) => number {
  const ids = new Map(readMeasures(db).map(({ label, id }) => [label, id]));
  return (place) => {
    const id = ids.get(measures[place - 1]?.label ?? '');
    if (id === undefined) throw new Error(`the table has no row ${place} for a route`);
    return id;
  };
}

/** Makes a plan and puts it in the library, complete or not at all. */
export function makePlan(library: LibraryContext, plan: NewPlan, call: string): string {
  const { plans, transfers, migrations, clock, preferences } = library;
  const uid = randomUUID();
  const staged = transfers.stagingPath();
  makeFolder(staged);
  try {
    createPlanFile(path.join(staged, PLAN_FILE), migrations, (db, connection) => {
      const { settings } = plan;
      const entry = {
        at: clock.instant(),
        who: preferences.read().name,
        call,
        words: plan.words,
      };
      recordMilestone(connection, entry, () => {
        db.run(
          `INSERT INTO plan (id, uid, origin, kind, name, organisation, author, classification,
             first_year, last_year, year_start_month, basis, tolerance, tolerance_in, frozen_posts,
             created_on)
             VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
          uid,
          uid,
          plan.kind,
          settings.name,
          settings.organisation,
          settings.author,
          settings.classification,
          settings.firstYear,
          settings.lastYear,
          settings.yearStartMonth,
          settings.basis,
          settings.ratingRule.tolerance,
          settings.ratingRule.toleranceIn,
          settings.frozenPosts ?? 'counted',
          clock.today(),
        );
        importTable(db, plan.table);
        const routeOf = routeIds(db, plan.table);
        if (plan.records) fillRecords(db, plan.records, routeOf);
        if (plan.asye) {
          const { route, version, make } = plan.asye;
          fillAsye(db, make(versionById(db, version)), routeOf(route));
        }
        if (plan.benchmark) {
          const { own, others } = plan.benchmark;
          chooseAreas(db, library.published(), own, others);
        }
      });
    });
    fsyncFolder(staged);
    plans.adopt(staged, uid);
  } catch (error) {
    remove(staged);
    throw error;
  }
  return uid;
}
