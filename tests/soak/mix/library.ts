/** Inputs for the calls about the plans of a machine: made, copied, sent, received, restored. */
import type { importCalls } from '../../../src/contract/imports.ts';
import { CHUNK_BYTES, type libraryCalls } from '../../../src/contract/library.ts';
import { addDays } from '../../../src/domain/calendar.ts';
import type { ImportKind } from '../../../src/domain/importing/fields.ts';
import type { Draw } from './draw.ts';
import { newPerson } from './records.ts';
import type { Generators, View, WritingCall } from './view.ts';

type LibraryCalls = Extract<WritingCall, keyof typeof libraryCalls | keyof typeof importCalls>;

/** With more plans than this the mix makes no others, so that a long run does not slow down. */
const MOST_PLANS = 7;

/** A file of more rows than this many chunks is not made. */
const MOST_CHUNKS = 3;

/** What the seed has beside its plan. */
export const KEPT_BESIDE = [1, 2, 3].map((n) => `plan.tenure.unreadable${n === 1 ? '' : `-${n}`}`);

const isFull = ({ library }: View) => library.plans.length + library.bin.length >= MOST_PLANS;

const anyPlan = ({ library }: View, draw: Draw) => draw.pick(library.plans).plan;
const binned = ({ library }: View, draw: Draw) => draw.one(library.bin);

/** The upload under way, once the whole file has been sent. */
const arrived = ({ hands: { upload } }: View) =>
  upload && upload.sent >= upload.copy.bytes.length ? upload : null;

function duePart({ hands: { upload } }: View) {
  if (!upload || upload.sent >= upload.copy.bytes.length) return null;
  const bytes = upload.copy.bytes.subarray(upload.sent, upload.sent + CHUNK_BYTES);
  return { upload: upload.id, index: upload.sent / CHUNK_BYTES, bytes: bytes.toString('base64') };
}

/** A row of a file about somebody the plan holds or does not. */
function rowOf(view: View, draw: Draw, kind: ImportKind, row: number) {
  const known = draw.chance(0.5) ? draw.one(view.records.workers) : null;
  const { ref, name } = known ?? newPerson(draw);
  const place = { service: null, team: draw.name('Team'), role: `Role ${draw.int(1, 4)}` };
  const from = draw.date('2022-01-01', view.today);
  const person = { row, ref, name, postRef: null };
  switch (kind) {
    case 'establishment':
      return {
        ...{ kind, row, ...place, postRef: draw.name('P'), fte: 1_000_000 },
        ...{ fundedFrom: null, fundedTo: null, funding: null, frozen: null },
      };
    case 'people':
      return {
        ...{ kind, ...person, ...place, sweNumber: null, basis: 'permanent' as const },
        ...{ fte: 1_000_000, from, to: null, offerAcceptedOn: null, origin: null },
        ...{ leavingReason: null, destination: null, absence: null },
        returned: { Ethnicity: ['WBRI'] },
      };
    case 'agency':
      return {
        ...{ kind, ...person, ...place, sweNumber: null, fte: 1_000_000 },
        ...{ from, to: null, covers: 'vacancy' as const },
      };
    case 'movements':
      return {
        ...{ kind, ...person, ...place, movement: 'starter' as const, date: from },
        ...{ basis: 'permanent' as const, fte: 1_000_000, absence: null, origin: null },
        ...{ leavingReason: null, destination: null },
      };
    case 'cohort':
      return {
        ...{ kind, row, ref, name, sweNumber: null, cohort: `Cohort ${draw.int(1, 3)}` },
        ...{ from: addDays(view.today, 30), service: null, team: null, role: null, fte: null },
        ...{ offerAcceptedOn: null, routeIn: null, university: null, sweRegisteredOn: null },
        ...{ registeredOn: null, assessor: null },
      };
  }
}

export const libraryInputs: Generators<LibraryCalls> = {
  'library.list': () => ({}),
  'library.open': (view, draw) => ({ plan: anyPlan(view, draw) }),
  'library.create': (view, draw) =>
    isFull(view)
      ? null
      : {
          name: draw.name('Plan'),
          organisation: 'Anytown',
          basis: 'local',
          yearStartMonth: 4,
          firstYear: 2024,
          lastYear: 2026,
          routes: ['ASYE'],
          latest: { asAt: view.today, establishment: 100, vacancies: draw.int(0, 30) },
          targets: { year: 2026, vacancyRate: 10, routes: [12] },
        },
  'library.addSample': (view, draw) =>
    isFull(view) ? null : { sample: draw.chance(0.1) ? 'fictional-borough' : 'tower-hamlets' },
  'library.rename': (view, draw) => ({ plan: anyPlan(view, draw), name: draw.name('Plan') }),
  'library.duplicate': (view, draw) =>
    isFull(view) ? null : { plan: view.plan, name: draw.name('Copy') },
  'library.moveToBin': (view, draw) => {
    const others = view.library.plans.filter(({ plan }) => plan !== view.plan);
    const other = draw.one(others);
    return other && { plan: other.plan };
  },
  'library.takeFromBin': (view, draw) => {
    const one = binned(view, draw);
    return one && { plan: one.plan };
  },
  'library.deleteForGood': (view, draw) => {
    const one = binned(view, draw);
    return one && { plan: one.plan, name: one.name };
  },
  'library.takeOver': ({ library }, draw) => {
    const received = draw.one(library.plans.filter(({ kind }) => kind === 'received'));
    return received && { plan: received.plan };
  },

  'library.backups': (view, draw) => ({ plan: anyPlan(view, draw) }),
  'library.backUpNow': ({ plan }) => ({ plan }),
  'library.restoreBackup': ({ plan, backups }, draw) => {
    const backup = draw.one(backups);
    return backup && { plan, backup: backup.backup };
  },
  'library.deleteBackup': ({ plan, backups }, draw) => {
    const backup = draw.one(backups);
    return backup && { plan, backup: backup.backup };
  },
  // The seed has these beside its plan, as a restore keeps what it could not read.
  'library.deleteLeftover': ({ plan }, draw) => ({ plan, leftover: draw.pick(KEPT_BESIDE) }),
  // No file goes away by itself here, so this is refused and has to change nothing.
  'library.saveVanished': (view, draw) => ({ plan: anyPlan(view, draw) }),
  'library.report': (view, draw) => ({ plan: anyPlan(view, draw) }),

  'library.export': ({ plan }, draw) => ({
    plan,
    contents: draw.pick(['whole', 'figures'] as const),
    forWhom: draw.name('Colleague'),
    passphrase: null,
  }),
  'download.read': ({ hands: { download } }) =>
    download && { download: download.id, index: download.parts.length },
  'upload.begin': ({ hands: { copies } }) =>
    copies.length === 0 ? null : { bytes: copies[0]!.bytes.length },
  'upload.write': duePart,
  'library.receive': (view, draw) => {
    const upload = arrived(view);
    const onto = draw.pick(['ask', 'own', 'beside'] as const);
    return upload && { upload: upload.id, onto };
  },
  'library.restoreCopy': (view) => {
    const upload = arrived(view);
    const here = view.library.plans.some(({ plan }) => plan === upload?.copy.plan);
    return upload && here ? { plan: upload.copy.plan, upload: upload.id } : null;
  },

  'secondHome.read': () => ({}),
  'secondHome.protect': () => ({ passphrase: null }),
  'secondHome.copyNow': () => ({}),
  'secondHome.forget': () => ({}),

  'preferences.read': () => ({}),
  'preferences.change': (_view, draw) => ({
    name: draw.name('Jane'),
    theme: draw.pick(['light', 'dark', 'system'] as const),
  }),

  'import.begin': ({ plan }, draw) => ({
    plan,
    kind: draw.pick(['establishment', 'people', 'movements', 'agency', 'cohort'] as const),
    fileName: 'extract.csv',
  }),
  'import.rows': (view, draw) => {
    const { staged } = view.hands;
    if (!staged || staged.plan !== view.plan || staged.chunks >= MOST_CHUNKS) return null;
    const rows = Array.from({ length: draw.int(3, 25) }, (_, at) =>
      rowOf(view, draw, staged.kind, staged.chunks * 100 + at + 1),
    );
    return { import: staged.id, index: staged.chunks, rows };
  },
  'import.cancel': ({ hands: { staged } }) => staged && { import: staged.id },
  'import.apply': (view, draw) => {
    const { staged } = view.hands;
    if (!staged || staged.plan !== view.plan || staged.chunks === 0) return null;
    const censusDate = draw.maybe('2025-09-30');
    const roles = [1, 2, 3, 4].map(
      (n) => ({ name: `Role ${n}`, group: 'case-holder', counts: true }) as const,
    );
    return { import: staged.id, asAt: view.today, service: 'Imported', roles, censusDate };
  },
  'mapping.save': (_view, draw) => ({
    kind: 'people',
    header: `ref|team|${draw.int(1, 9)}`,
    mapping: { ref: draw.name('Number') },
  }),
  'returns.discard': ({ returns }, draw) => {
    const kept = draw.one(returns);
    return kept && { censusDate: kept.censusDate };
  },
};
