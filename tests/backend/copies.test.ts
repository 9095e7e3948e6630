/** Copies sent, received and restored, and the chunks they cross in. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { CHUNK_BYTES } from '../../src/contract/library.ts';
import { EXPIRES_AFTER_MS, MOST_UPLOADS } from '../../src/backend/transfers.ts';
import { download, receive, tampered, upload, wordsOf } from './exchange.ts';
import { AT, openSample, openTest, tempFolder } from './support.ts';

/** A sender with a changed sample plan, and a receiver elsewhere. */
async function senderAndReceiver() {
  const { backend: sender, plan } = await openSample();
  await sender.ok('library.rename', { plan, name: 'Plan: 2021/22' });
  const receiver = openTest();
  return { sender, plan, receiver };
}

describe('a copy', () => {
  it('is one clean file with the same figures, named for people', async () => {
    const { sender, plan, receiver } = await senderAndReceiver();
    const { file, fileName } = await download(sender, plan);
    expect(fileName).toBe('Plan- 2021-22 2021-11-15.tenure');
    expect(await receive(receiver, file)).toEqual({
      ...{ plan, name: 'Plan: 2021/22', outcome: 'new' },
      ...{ changes: [], here: null, figuresOnly: false },
    });
    expect(await receiver.ok('figures.read', { plan })).toEqual(
      await sender.ok('figures.read', { plan }),
    );
    expect(await receiver.ok('library.open', { plan })).toMatchObject({
      kind: 'received',
      revision: 3,
    });
  });

  it('of figures only leaves the history’s rows out, and keeps its words', async () => {
    const { sender, plan } = await senderAndReceiver();
    await sender.change('settings.change', { plan, author: 'A very secret author' });
    await sender.change('settings.change', { plan, author: 'Another' });
    const whole = (await download(sender, plan)).file;
    const { file, fileName } = await download(sender, plan, { contents: 'figures' });
    expect(fileName).toBe('Plan- 2021-22 figures 2021-11-15.tenure');
    const at = path.join(tempFolder(), 'copy.db');
    writeFileSync(at, file);
    const db = new Database(at);
    expect(db.prepare('SELECT count(before) AS n FROM journal_image').get()).toEqual({ n: 0 });
    // Started, renamed, two authors and two exports.
    expect(db.prepare('SELECT count(*) AS n FROM journal_entry').get()).toEqual({ n: 6 });
    db.close();
    const count = (bytes: Buffer) =>
      bytes.toString('latin1').split('very secret author').length - 1;
    // Once in the words of the entries; never in an image or a free page.
    expect(count(file)).toBe(2);
    expect(count(whole)).toBeGreaterThan(2);
  });

  it('can only be read, until its reader takes it over', async () => {
    const { sender, plan, receiver } = await senderAndReceiver();
    const { file } = await download(sender, plan, { contents: 'figures' });
    await receive(receiver, file);
    for (const [name, input] of [
      ['year.add', { where: 'after' }],
      ['history.undo', {}],
      ['settings.change', { author: 'x' }],
    ] as const) {
      expect(await receiver.fault(name, { plan, revision: 3, ...input })).toMatchObject({
        code: 'read-only',
        message: /take over editing/,
      });
    }
    expect((await receiver.fault('library.rename', { plan, name: 'x' })).code).toBe('read-only');
    await receiver.ok('library.takeOver', { plan });
    await receiver.change('year.add', { plan, where: 'after' });
    expect(await wordsOf(receiver, plan)).toContain('Took over editing of this plan');
    expect((await receiver.fault('library.takeOver', { plan })).code).toBe('refused');
  });

  it('that is newer replaces the older and says what changed; an older one does not', async () => {
    const { sender, plan, receiver } = await senderAndReceiver();
    const first = (await download(sender, plan)).file;
    await sender.change('year.add', { plan, where: 'after' });
    await sender.change('settings.change', { plan, author: 'Ade' });
    const second = (await download(sender, plan)).file;
    await receive(receiver, first);
    const received = await receive(receiver, second);
    expect(received).toMatchObject({ plan, name: 'Plan: 2021/22', outcome: 'replaced-older' });
    expect(received.changes.map(({ words, who }) => `${who}: ${words}`)).toEqual([
      'Jane: Changed the author to Ade (was nobody)',
      'Jane: Added the year 2023-24',
    ]);
    expect((await receive(receiver, second)).outcome).toBe('same');
    expect((await receive(receiver, first)).outcome).toBe('older');
    // What it replaced is a backup.
    expect((await receiver.ok('library.backups', { plan })).map(({ reason }) => reason)).toContain(
      'before newer copy',
    );
    expect((await receiver.ok('figures.read', { plan })).settings.lastYear).toBe(2023);
  });

  it('that is hostile, damaged or no plan is refused, and nothing is kept', async () => {
    const { sender, plan, receiver } = await senderAndReceiver();
    const { file } = await download(sender, plan);
    const before = await receiver.ok('library.list', {});
    const code = async (bytes: Buffer) =>
      (await receiver.fault('library.receive', { upload: await upload(receiver, bytes) })).code;
    const trigger = 'CREATE TRIGGER x AFTER UPDATE ON plan BEGIN DELETE FROM target; END';
    expect(await code(tampered(file, trigger))).toBe('foreign-file');
    expect(await code(tampered(file, `UPDATE plan SET uid = '../../evil'`))).toBe('damaged-file');
    expect(await code(tampered(file, 'DELETE FROM plan'))).toBe('damaged-file');
    expect(await code(tampered(file, 'PRAGMA foreign_keys = OFF; DELETE FROM source'))).toBe(
      'damaged-file',
    );
    expect(await code(tampered(file, 'PRAGMA user_version = 12'))).toBe('newer-file');
    expect(await code(file.subarray(0, 20_000))).toBe('damaged-file');
    expect(await code(Buffer.from('hello'))).toBe('damaged-file');
    expect(await code(Buffer.alloc(5000, 'hello'))).toBe('foreign-file');
    expect(await receiver.ok('library.list', {})).toEqual(before);
  });

  it('restores the plan it is of, and no other', async () => {
    const { sender, plan } = await senderAndReceiver();
    const { file } = await download(sender, plan);
    await sender.change('year.add', { plan, where: 'after' });
    const { plan: other } = await sender.ok('library.addSample', { sample: 'tower-hamlets' });
    expect(
      await sender.fault('library.restoreCopy', {
        plan: other,
        upload: await upload(sender, file),
      }),
    ).toMatchObject({ code: 'refused', message: /copy of another plan/ });
    const restored = await upload(sender, file);
    sender.setNow('2021-11-15T09:31:00.000Z');
    await sender.ok('library.restoreCopy', { plan, upload: restored });
    expect((await sender.ok('figures.read', { plan })).settings.lastYear).toBe(2022);
    expect(await sender.ok('library.open', { plan })).toMatchObject({
      kind: 'sample',
      revision: 5,
    });
    expect((await sender.ok('library.backups', { plan }))[0]!.reason).toBe('before restore');
  });
});

describe('chunks', () => {
  const bytes = (n: number) => Buffer.alloc(n, 7).toString('base64');

  it('must come in order, in full, and be complete', async () => {
    const backend = openTest();
    const { upload: id } = await backend.ok('upload.begin', { bytes: CHUNK_BYTES + 10 });
    const write = (index: number, n: number) =>
      backend.fault('upload.write', { upload: id, index, bytes: bytes(n) });
    expect(await write(1, 10)).toMatchObject({ code: 'bad-input', field: 'index' });
    expect(await write(0, 10)).toMatchObject({ code: 'bad-input', field: 'bytes' });
    expect((await write(0, CHUNK_BYTES + 9)).code).toBe('bad-input');
    await backend.ok('upload.write', { upload: id, index: 0, bytes: bytes(CHUNK_BYTES) });
    expect(await write(0, CHUNK_BYTES)).toMatchObject({ field: 'index' });
    expect((await backend.fault('library.receive', { upload: id })).code).toBe('refused');
    expect(await write(1, 11)).toMatchObject({ field: 'bytes' });
    await backend.ok('upload.write', { upload: id, index: 1, bytes: bytes(10) });
    expect(await write(2, 1)).toMatchObject({ field: 'index' });
    expect((await backend.fault('library.receive', { upload: id })).code).toBe('foreign-file');
    // Used up, whatever came of it.
    expect((await backend.fault('library.receive', { upload: id })).code).toBe('not-found');
  });

  it('of too large a file, or not base64, are refused at the door', async () => {
    const backend = openTest();
    const tooLarge = await backend.fault('upload.begin', { bytes: 1024 ** 3 });
    expect(tooLarge.code).toBe('bad-input');
    const { upload: id } = await backend.ok('upload.begin', { bytes: 10 });
    const fault = await backend.fault('upload.write', { upload: id, index: 0, bytes: '<svg>' });
    expect(fault).toMatchObject({ code: 'bad-input', field: 'bytes' });
  });

  it('expire, and the oldest upload makes way', async () => {
    const backend = openTest();
    const ids: string[] = [];
    for (let n = 0; n <= MOST_UPLOADS; n += 1) {
      ids.push((await backend.ok('upload.begin', { bytes: 1 })).upload);
    }
    const write = (id: string) => ({ upload: id, index: 0, bytes: bytes(1) });
    expect((await backend.fault('upload.write', write(ids[0]!))).code).toBe('not-found');
    await backend.ok('upload.write', write(ids[1]!));
    backend.setNow(new Date(Date.parse(AT) + EXPIRES_AFTER_MS + 1).toISOString());
    expect((await backend.fault('upload.write', write(ids[2]!))).code).toBe('not-found');
    expect((await backend.fault('library.receive', { upload: ids[1]! })).code).toBe('not-found');
  });

  it('of a download end where the file ends', async () => {
    const { backend, plan } = await openSample();
    const { download: id } = await backend.ok('library.export', {
      plan,
      contents: 'whole',
      passphrase: null,
    });
    expect(await backend.fault('download.read', { download: id, index: 900 })).toMatchObject({
      field: 'index',
    });
    const unknown = '00000000-0000-4000-8000-000000000000';
    expect((await backend.fault('download.read', { download: unknown, index: 0 })).code).toBe(
      'not-found',
    );
  });
});
