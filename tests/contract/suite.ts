/** What holds of every transport: one suite, run over each. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer } from '../../src/contract/call.ts';
import { CHUNK_BYTES } from '../../src/contract/library.ts';
import type { Call, Wire } from '../../src/contract/index.ts';
import { overWire } from '../overWire.ts';

export interface Transport {
  call: Wire;
  close: () => Promise<unknown>;
}

/** Opens a transport to a backend on a data folder. */
export type OpenTransport = (folder: string) => Promise<Transport>;

const NOBODY = '00000000-0000-4000-8000-000000000000';

const NEW_PLAN = {
  name: 'Contract',
  organisation: 'Borough',
  basis: 'local',
  yearStartMonth: 4,
  firstYear: 2021,
  lastYear: 2022,
  routes: ['ASYE', 'Managers'],
  latest: { asAt: '2021-11-12', establishment: 319, vacancies: 40 },
  targets: { year: 2022, vacancyRate: 10, routes: [38, null] },
} as const;

/** The value of an answer that must be good. */
function value<Value>(answer: Answer<Value>): Value {
  if (!answer.ok) throw new Error(`${answer.fault.code}: ${answer.fault.message}`);
  return answer.value;
}

/** The fault of an answer that must be a refusal. */
function faultCode(answer: Answer): string {
  return answer.ok ? 'ok' : answer.fault.code;
}

export function contractSuite(name: string, open: OpenTransport): void {
  describe(`the contract over ${name}`, () => {
    let folder: string;
    let transport: Transport;
    let call: Call;

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'tenure-contract-'));
      transport = await open(folder);
      call = overWire(transport.call) as Call;
    });
    afterAll(async () => {
      await transport.close();
      await rm(folder, { recursive: true });
    });

    /** A plan of its own for each test, open. */
    async function newPlan() {
      const { plan } = value(
        await call('library.create', {
          ...NEW_PLAN,
          routes: [...NEW_PLAN.routes],
          targets: { ...NEW_PLAN.targets, routes: [...NEW_PLAN.targets.routes] },
        }),
      );
      return value(await call('library.open', { plan }));
    }

    it('lists the plan it made', async () => {
      const { plan } = await newPlan();
      const { plans } = value(await call('library.list', {}));
      expect(plans).toContainEqual(
        expect.objectContaining({ plan, name: 'Contract', organisation: 'Borough', trouble: null }),
      );
    });

    it('reads back what it recorded, says what changed, and undoes it', async () => {
      const { plan, revision } = await newPlan();
      const before = value(await call('figures.read', { plan }));
      const recorded = await call('measure.add', {
        plan,
        revision,
        label: 'Days lost – sickness “2022”',
        kind: 'other',
        unit: 'days',
      });
      expect(recorded).toMatchObject({ ok: true, changed: ['measure'] });
      const after = value(await call('figures.read', { plan }));
      expect(after.measures.map(({ label }) => label)).toContain('Days lost – sickness “2022”');
      const standing = value(await call('history.standing', { plan }));
      expect(standing.revision).toBeGreaterThan(revision);
      expect(standing.undo).not.toBeNull();
      value(await call('history.undo', { plan, revision: standing.revision }));
      expect(value(await call('figures.read', { plan }))).toEqual(before);
    });

    it('keeps null apart from nothing, and numbers exact', async () => {
      const { plan } = await newPlan();
      const { targets, readings } = value(await call('figures.read', { plan }));
      expect(readings.map((reading) => reading.value)).toContain(319);
      expect(targets.every((target) => target.upper === null)).toBe(true);
    });

    it('refuses a page that has fallen behind, and changes nothing', async () => {
      const { plan, revision } = await newPlan();
      value(await call('year.add', { plan, revision, where: 'after' }));
      const figures = value(await call('figures.read', { plan }));
      const late = await call('year.add', { plan, revision, where: 'after' });
      expect(faultCode(late)).toBe('behind');
      expect(value(await call('figures.read', { plan }))).toEqual(figures);
    });

    it('names the field of a bad input, and its reason in words', async () => {
      const { plan, revision } = await newPlan();
      const answer = await call('measure.add', {
        plan,
        revision,
        label: '',
        kind: 'other',
        unit: 'days',
      });
      expect(answer).toEqual({
        ok: false,
        fault: { code: 'bad-input', message: 'Enter a name.', field: 'label' },
      });
    });

    it.each(['library.lost', 'constructor', '__proto__', ''])(
      'knows no call named %j',
      async (unknown) => {
        expect(faultCode(await overWire(transport.call)(unknown, {}))).toBe('unknown-call');
      },
    );

    it.each([null, 'text', 7, [], { plan: '../plan' }, { plan: NOBODY, more: 1 }])(
      'refuses the input %j',
      async (input) => {
        const answer = await overWire(transport.call)('figures.read', input);
        expect(faultCode(answer)).toBe('bad-input');
      },
    );

    it.each(['', '{', 'undefined', '{"plan":NaN}', '\u0000'])(
      'refuses the text %j, which is no JSON, and answers in JSON',
      async (text) => {
        const answer = JSON.parse(await transport.call('library.list', text)) as Answer;
        expect(answer).toMatchObject({ ok: false, fault: { code: 'bad-input' } });
      },
    );

    it('says so when there is no such plan', async () => {
      expect(faultCode(await call('library.open', { plan: NOBODY }))).toBe('not-found');
      expect(faultCode(await call('figures.read', { plan: NOBODY }))).toBe('not-found');
    });

    it('answers each of many calls at once with its own', async () => {
      const plans = await Promise.all([newPlan(), newPlan(), newPlan()]);
      const read = await Promise.all(
        plans.flatMap(({ plan }) => [
          call('history.standing', { plan }),
          call('history.standing', { plan: NOBODY }),
        ]),
      );
      const answered = read.map((answer) => (answer.ok ? answer.value.plan : answer.fault.code));
      expect(answered).toEqual(plans.flatMap(({ plan }) => [plan, 'not-found']));
    });

    it('carries a whole file out in chunks, and back in', async () => {
      const { plan } = await newPlan();
      const file = await download(plan);
      expect(file.subarray(0, 15).toString('latin1')).toBe('SQLite format 3');
      const before = value(await call('figures.read', { plan }));
      const upload = await sendUp(file);
      value(await call('library.restoreCopy', { plan, upload }));
      expect(value(await call('figures.read', { plan }))).toEqual(before);
    });

    it('carries a chunk of the largest size, and refuses what is no plan', async () => {
      const upload = await sendUp(Buffer.alloc(CHUNK_BYTES + 1, 'x'));
      expect(faultCode(await call('library.receive', { upload }))).toBe('foreign-file');
    });

    async function download(plan: string): Promise<Buffer> {
      const prepared = value(
        await call('library.export', { plan, contents: 'whole', passphrase: null }),
      );
      const chunks: Buffer[] = [];
      for (let index = 0, last = false; !last; index++) {
        const read = value(await call('download.read', { download: prepared.download, index }));
        chunks.push(Buffer.from(read.bytes, 'base64'));
        last = read.last;
      }
      const file = Buffer.concat(chunks);
      expect(file.length).toBe(prepared.bytes);
      return file;
    }

    async function sendUp(file: Buffer): Promise<string> {
      const { upload } = value(await call('upload.begin', { bytes: file.length }));
      const size = CHUNK_BYTES;
      for (let index = 0; index * size < file.length; index++) {
        const bytes = file.subarray(index * size, (index + 1) * size).toString('base64');
        value(await call('upload.write', { upload, index, bytes }));
      }
      return upload;
    }
  });
}
