/**
 * Encrypted files: AES-256-GCM under a key that scrypt makes of a passphrase, in chunks, so that a
 * large plan needs no more memory than a small one.
 *
 * A file is a header and its chunks. The header (83 bytes) is the mark, the version, scrypt's cost
 * (log2 N, r, p), the salt, the file's nonce, a value that only the right key gives, and a checksum
 * of all that: so a wrong passphrase and a damaged header can be told apart, which GCM alone cannot
 * do. Each chunk of 1 MiB is sealed with its number, whether it is the last one, and the header, so
 * that none can be changed, moved, left out or taken from another file.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  randomBytes,
  scryptSync,
  timingSafeEqual,
} from 'node:crypto';
import { closeSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs';
import { ENCRYPTED_MARK } from '../contract/library.ts';
import { Refusal } from './faults.ts';
import { remove } from './storage.ts';

const MARK = Buffer.from(ENCRYPTED_MARK, 'latin1');
const VERSION = 1;
/** scrypt's cost: 128 MiB and about half a second, each time somebody guesses. */
const COST = { logN: 17, r: 8, p: 1 } as const;
/** More than this is no header of ours, and would take all the memory there is. */
const HIGHEST_COST = { logN: 20, r: 16, p: 4 } as const;

const SALT_BYTES = 16;
const NONCE_BYTES = 7;
const PROOF_BYTES = 32;
const CHECKSUM_BYTES = 8;
const AT = {
  version: MARK.length,
  cost: MARK.length + 1,
  salt: MARK.length + 4,
  nonce: MARK.length + 4 + SALT_BYTES,
  proof: MARK.length + 4 + SALT_BYTES + NONCE_BYTES,
  checksum: MARK.length + 4 + SALT_BYTES + NONCE_BYTES + PROOF_BYTES,
} as const;
const HEADER_BYTES = AT.checksum + CHECKSUM_BYTES;
const CHUNK_BYTES = 1024 * 1024;
const TAG_BYTES = 16;

/** What a passphrase becomes: enough to encrypt files, and not the passphrase itself. */
export interface Key {
  salt: Buffer;
  /** log2 of scrypt's N, then r and p. */
  cost: readonly [number, number, number];
  /** 32 bytes that encrypt, then 32 that prove the passphrase. */
  secret: Buffer;
}

function damaged(): Refusal {
  return new Refusal(
    'damaged-file',
    'This encrypted file is damaged, so nothing was taken from it. Ask for it to be sent again, ' +
      'or use another copy.',
  );
}

function derive(passphrase: string, salt: Buffer, cost: Key['cost']): Key {
  const [logN, r, p] = cost;
  const N = 2 ** logN;
  // Composed, so that an é typed on another keyboard is the same é.
  const secret = scryptSync(passphrase.normalize('NFC'), salt, 64, {
    ...{ N, r, p, maxmem: 128 * N * r * 2 },
  });
  return { salt, cost, secret };
}

/** A key for new files, with a salt of its own. Takes about half a second. */
export function newKey(passphrase: string): Key {
  return derive(passphrase, randomBytes(SALT_BYTES), [COST.logN, COST.r, COST.p]);
}

function proofOf({ secret }: Key, header: Buffer): Buffer {
  return createHmac('sha256', secret.subarray(32)).update(header.subarray(0, AT.proof)).digest();
}

function checksumOf(header: Buffer): Buffer {
  return createHash('sha256')
    .update(header.subarray(0, AT.checksum))
    .digest()
    .subarray(0, CHECKSUM_BYTES);
}

function headerFor(key: Key): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  MARK.copy(header);
  header[AT.version] = VERSION;
  Buffer.from(key.cost).copy(header, AT.cost);
  key.salt.copy(header, AT.salt);
  randomBytes(NONCE_BYTES).copy(header, AT.nonce);
  proofOf(key, header).copy(header, AT.proof);
  checksumOf(header).copy(header, AT.checksum);
  return header;
}

function nonceOf(header: Buffer, chunk: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  header.copy(nonce, 0, AT.nonce, AT.nonce + NONCE_BYTES);
  nonce.writeUInt32BE(chunk, NONCE_BYTES);
  nonce[11] = last ? 1 : 0;
  return nonce;
}

/** Reads until the buffer is full or the file ends. */
function fill(handle: number, buffer: Buffer): number {
  let length = 0;
  while (length < buffer.length) {
    const read = readSync(handle, buffer, length, buffer.length - length, null);
    if (read === 0) break;
    length += read;
  }
  return length;
}

function writeAll(handle: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length;) at += writeSync(handle, bytes, at);
}

/** Hands the rest of a file on in pieces, and says which is the last; an empty rest is one piece. */
function eachPiece(
  handle: number,
  size: number,
  take: (piece: Buffer, index: number, last: boolean) => void,
): void {
  let piece = Buffer.alloc(size);
  let length = fill(handle, piece);
  for (let index = 0; ; index += 1) {
    const next = Buffer.alloc(size);
    const nextLength = length === size ? fill(handle, next) : 0;
    take(piece.subarray(0, length), index, nextLength === 0);
    if (nextLength === 0) return;
    [piece, length] = [next, nextLength];
  }
}

/** Opens two files, runs `work`, makes the target durable; half a target is removed. */
function between(source: string, target: string, work: (from: number, to: number) => void): void {
  const from = openSync(source, 'r');
  try {
    const to = openSync(target, 'wx', 0o600);
    try {
      work(from, to);
      fsyncSync(to);
    } finally {
      closeSync(to);
    }
  } catch (error) {
    remove(target);
    throw error;
  } finally {
    closeSync(from);
  }
}

/** Writes an encrypted copy of a file at a path where nothing is yet. */
export function encryptFile(source: string, target: string, key: Key): void {
  between(source, target, (from, to) => {
    const header = headerFor(key);
    writeAll(to, header);
    eachPiece(from, CHUNK_BYTES, (piece, index, last) => {
      const nonce = nonceOf(header, index, last);
      const cipher = createCipheriv('aes-256-gcm', key.secret.subarray(0, 32), nonce);
      cipher.setAAD(header);
      writeAll(to, Buffer.concat([cipher.update(piece), cipher.final(), cipher.getAuthTag()]));
    });
  });
}

/** Whether a file begins as an encrypted one does. */
export function isEncrypted(file: string): boolean {
  const start = Buffer.alloc(MARK.length);
  const handle = openSync(file, 'r');
  try {
    return fill(handle, start) === MARK.length && start.equals(MARK);
  } finally {
    closeSync(handle);
  }
}

/** Reads a header and finds the key, or says what is wrong with one or the other. */
function unlock(header: Buffer, length: number, passphrase: string): Key {
  if (length > AT.version && header[AT.version]! > VERSION) {
    throw new Refusal(
      'newer-file',
      'This copy was encrypted by a newer version of Tenure. Nothing was changed. Update Tenure ' +
        'to open it.',
    );
  }
  const checksum = header.subarray(AT.checksum);
  if (length < HEADER_BYTES || !checksumOf(header).equals(checksum)) throw damaged();
  const [logN = 0, r = 0, p = 0] = header.subarray(AT.cost, AT.salt);
  const usable = logN >= 1 && r >= 1 && p >= 1;
  const bearable = logN <= HIGHEST_COST.logN && r <= HIGHEST_COST.r && p <= HIGHEST_COST.p;
  if (!usable || !bearable) throw damaged();
  const key = derive(passphrase, Buffer.from(header.subarray(AT.salt, AT.nonce)), [logN, r, p]);
  if (timingSafeEqual(proofOf(key, header), header.subarray(AT.proof, AT.checksum))) return key;
  throw new Refusal(
    'bad-input',
    'That is not the passphrase this copy was saved with. Nothing was changed. Check it with ' +
      'whoever made the copy.',
    'passphrase',
  );
}

/**
 * Writes the plain file at a path where nothing is yet, complete and authentic or not at all.
 *
 * @throws Refusal 'bad-input' on `passphrase` for a wrong one, 'damaged-file', and 'newer-file'
 * for a format this version does not know.
 */
export function decryptFile(source: string, target: string, passphrase: string): void {
  between(source, target, (from, to) => {
    const header = Buffer.alloc(HEADER_BYTES);
    const key = unlock(header, fill(from, header), passphrase);
    eachPiece(from, CHUNK_BYTES + TAG_BYTES, (sealed, index, last) => {
      if (sealed.length < TAG_BYTES) throw damaged();
      const nonce = nonceOf(header, index, last);
      const cipher = createDecipheriv('aes-256-gcm', key.secret.subarray(0, 32), nonce);
      cipher.setAAD(header);
      cipher.setAuthTag(sealed.subarray(-TAG_BYTES));
      writeAll(to, opened(cipher, sealed.subarray(0, -TAG_BYTES)));
    });
  });
}

function opened(cipher: ReturnType<typeof createDecipheriv>, sealed: Buffer): Buffer {
  try {
    return Buffer.concat([cipher.update(sealed), cipher.final()]);
  } catch {
    throw damaged();
  }
}
