/** Encrypted copies: the right passphrase opens them whole; everything else says what is wrong. */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  decryptFile,
  encryptFile,
  isEncrypted,
  newKey,
  type Key,
} from '../../src/backend/encryption.ts';
import { download, receive, upload, wordsOf } from './exchange.ts';
import { openSample, openTest, tempFolder } from './support.ts';

const PASSPHRASE = 'correct horse é battery';
const MIB = 1024 * 1024;
let key: Key;
beforeAll(() => {
  key = newKey(PASSPHRASE);
});

/** Encrypts bytes; answers the file's path. */
function encrypted(bytes: Buffer): string {
  const folder = tempFolder();
  writeFileSync(path.join(folder, 'plain'), bytes);
  encryptFile(path.join(folder, 'plain'), path.join(folder, 'sealed'), key);
  return path.join(folder, 'sealed');
}

function decrypted(file: string, passphrase = PASSPHRASE): Buffer {
  const plain = path.join(tempFolder(), 'plain');
  decryptFile(file, plain, passphrase);
  return readFileSync(plain);
}

function changed(file: string, change: (bytes: Buffer) => Buffer): string {
  const other = path.join(tempFolder(), 'changed');
  writeFileSync(other, change(readFileSync(file)));
  return other;
}

describe('an encrypted file', () => {
  it.each([0, 1, MIB - 1, MIB, MIB + 1, 2 * MIB])('of %i bytes comes back whole', (size) => {
    const bytes = Buffer.alloc(size, 'Ada Lovelace ');
    const file = encrypted(bytes);
    expect(isEncrypted(file)).toBe(true);
    expect(readFileSync(file).includes('Lovelace')).toBe(false);
    expect(decrypted(file).equals(bytes)).toBe(true);
  });

  it('is opened by the passphrase however its letters are composed, and by no other', () => {
    const file = encrypted(Buffer.from('plan'));
    expect(decrypted(file, PASSPHRASE.normalize('NFD')).toString()).toBe('plan');
    expect(() => decrypted(file, `${PASSPHRASE} `)).toThrow(/not the passphrase/);
  });

  it.each<[string, (bytes: Buffer) => Buffer]>([
    ['ends early', (bytes) => bytes.subarray(0, -1)],
    ['ends at the end of a chunk', (bytes) => bytes.subarray(0, 83 + MIB + 16)],
    ['has no chunk', (bytes) => bytes.subarray(0, 83)],
    ['has half a header', (bytes) => bytes.subarray(0, 40)],
    ['has more at its end', (bytes) => Buffer.concat([bytes, Buffer.from('x')])],
    [
      'has its chunks in another order',
      (bytes) => {
        const size = MIB + 16;
        const [first, second] = [0, 1].map((n) =>
          bytes.subarray(83 + n * size, 83 + (n + 1) * size),
        );
        return Buffer.concat([
          bytes.subarray(0, 83),
          second!,
          first!,
          bytes.subarray(83 + 2 * size),
        ]);
      },
    ],
  ])('that %s is damaged, and leaves nothing behind', (_how, change) => {
    const file = changed(encrypted(Buffer.alloc(2 * MIB + 5, 'plan')), change);
    const plain = path.join(tempFolder(), 'plain');
    expect(() => decryptFile(file, plain, PASSPHRASE)).toThrow(/is damaged/);
    expect(() => readFileSync(plain)).toThrow('ENOENT');
  });

  it('with any bit flipped is refused, and never as a wrong passphrase', () => {
    const file = encrypted(Buffer.alloc(300, 'plan'));
    const { length } = readFileSync(file);
    for (let at = 0; at < length; at += at < 85 ? 1 : 150) {
      const flipped = changed(file, (bytes) => {
        bytes[at]! ^= 1 << (at % 8);
        return bytes;
      });
      if (!isEncrypted(flipped)) continue;
      expect(() => decrypted(flipped), `byte ${at}`).toThrow(/is damaged|newer version/);
    }
  });

  it('of a newer format says to update Tenure', () => {
    const file = changed(encrypted(Buffer.from('plan')), (bytes) => {
      bytes[16] = 2;
      return bytes;
    });
    expect(() => decrypted(file)).toThrow(/newer version of Tenure/);
  });
});

function everythingIn(folder: string): Buffer {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = names
    .map((name) => path.join(folder, name))
    .filter((file) => statSync(file).isFile());
  return Buffer.concat(files.map((file) => readFileSync(file)));
}

describe('a copy that is exported encrypted', () => {
  it('is received and restored with its passphrase, which is written down nowhere', async () => {
    const { backend: sender, plan } = await openSample();
    const { file, fileName } = await download(sender, plan, {
      ...{ forWhom: 'the director', passphrase: PASSPHRASE },
    });
    expect(fileName).toMatch(/\.tenure$/);
    expect(file.subarray(0, 16).toString()).toBe('TENURE-ENCRYPTED');
    expect((await wordsOf(sender, plan))[0]).toBe(
      'Exported a whole copy for the director, encrypted',
    );
    const director = openTest();
    const fault = async (passphrase?: string) =>
      director.fault('library.receive', {
        upload: await upload(director, file),
        ...(passphrase === undefined ? {} : { passphrase }),
      });
    expect(await fault()).toMatchObject({
      field: 'passphrase',
      message: /^This copy is encrypted/,
    });
    expect(await fault('wrong')).toMatchObject({
      field: 'passphrase',
      message: /not the passphrase/,
    });
    expect((await receive(director, file, { passphrase: PASSPHRASE })).outcome).toBe('new');

    await sender.change('year.add', { plan, where: 'after' });
    const restored = { plan, upload: await upload(sender, file), passphrase: PASSPHRASE };
    await sender.ok('library.restoreCopy', restored);
    expect((await sender.ok('figures.read', { plan })).settings.lastYear).toBe(2022);
    await sender.close();
    await director.close();
    for (const { folder, logged } of [sender, director]) {
      expect(everythingIn(folder).includes('correct horse')).toBe(false);
      expect(logged.join()).not.toContain('correct horse');
    }
  });

  it('takes a passphrase of at least 12 characters', async () => {
    const { backend, plan } = await openSample();
    const wanted = { plan, contents: 'whole', passphrase: 'eleven chars'.slice(0, 11) };
    expect(await backend.fault('library.export', wanted)).toMatchObject({
      ...{ field: 'passphrase', message: 'Use at least 12 characters.' },
    });
    // And leaving it open is a choice that is made each time.
    expect((await backend.fault('library.export', { plan, contents: 'whole' })).field).toBe(
      'passphrase',
    );
  });
});
