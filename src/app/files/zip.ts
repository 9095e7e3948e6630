/** ZIP files: a look into the directory before anything is unpacked, and then one entry at a time. */
import { ImportRefusal } from '../../domain/importing/refusal.ts';

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_ENTRY = 0x04034b50;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
const LOCAL_BYTES = 30;
const LONGEST_COMMENT = 0xffff;
const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED = 1;

export interface ZipEntry {
  name: string;
  /** Bytes it says it unpacks to. */
  size: number;
  packedSize: number;
  method: number;
  encrypted: boolean;
  checksum: number;
  /** Where its own header begins. */
  at: number;
}

/** True when the bytes start as a ZIP file does, as every XLSX does. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;
}

/**
 * The entries of a ZIP's directory. Null when it cannot be read: such a file is damaged or
 * cut short, has entries that lie over each other, or is larger than ZIP's own 4 GB fields can say.
 */
export function zipEntries(bytes: Uint8Array): ZipEntry[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOfDirectory(view);
  if (end === null) return null;
  const count = view.getUint16(end + 10, true);
  const entries: ZipEntry[] = [];
  let at = view.getUint32(end + 16, true);
  for (let index = 0; index < count; index += 1) {
    if (at + ENTRY_BYTES > end || view.getUint32(at, true) !== DIRECTORY_ENTRY) return null;
    const size = view.getUint32(at + 24, true);
    if (size === 0xffffffff) return null;
    const nameLength = view.getUint16(at + 28, true);
    const name = bytes.subarray(at + ENTRY_BYTES, at + ENTRY_BYTES + nameLength);
    entries.push({
      name: new TextDecoder().decode(name),
      size,
      packedSize: view.getUint32(at + 20, true),
      method: view.getUint16(at + 10, true),
      encrypted: (view.getUint16(at + 8, true) & ENCRYPTED) !== 0,
      checksum: view.getUint32(at + 16, true),
      at: view.getUint32(at + 42, true),
    });
    at += ENTRY_BYTES + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  // Entries apart from each other take no more than the file.
  const packed = entries.reduce((sum, { packedSize }) => sum + packedSize, 0);
  return packed > bytes.length ? null : entries;
}

/** The bytes a ZIP's entries say they unpack to, summed. */
export function unpackedBytes(entries: readonly ZipEntry[]): number {
  return entries.reduce((sum, { size }) => sum + size, 0);
}

function endOfDirectory(view: DataView): number | null {
  const last = view.byteLength - END_BYTES;
  for (let at = last; at >= 0 && at >= last - LONGEST_COMMENT; at -= 1) {
    if (view.getUint32(at, true) === END_OF_DIRECTORY) return at;
  }
  return null;
}

const DAMAGED =
  'The file is damaged or was cut short. Get it again, or open it in Excel, save it as “Excel Workbook (.xlsx)” and choose that file.';

/**
 * The text of an entry, piece by piece. It never unpacks more than its directory said, which
 * has been weighed before.
 *
 * @throws ImportRefusal when the entry is damaged, encrypted, or not what the directory says.
 */
export async function* entryText(bytes: Uint8Array, entry: ZipEntry): AsyncGenerator<string> {
  const packed = packedBytes(bytes, entry);
  const decoder = new TextDecoder();
  let size = 0;
  let checksum = 0xffffffff;
  const reader = unpacking(packed, entry.method).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(() => {
        throw new ImportRefusal(DAMAGED);
      });
      if (done) break;
      size += value.length;
      if (size > entry.size) throw new ImportRefusal(DAMAGED);
      checksum = crc32(checksum, value);
      yield decoder.decode(value, { stream: true });
    }
  } finally {
    // Reading may end early: nobody waits for the rest.
    void reader.cancel().catch(() => undefined);
  }
  if (size !== entry.size || (checksum ^ 0xffffffff) >>> 0 !== entry.checksum) {
    throw new ImportRefusal(DAMAGED);
  }
  yield decoder.decode();
}

function packedBytes(bytes: Uint8Array, entry: ZipEntry): Uint8Array<ArrayBuffer> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { at, packedSize, method, encrypted } = entry;
  if (at + LOCAL_BYTES > bytes.length || view.getUint32(at, true) !== LOCAL_ENTRY) {
    throw new ImportRefusal(DAMAGED);
  }
  const start = at + LOCAL_BYTES + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  const known = method === STORED || method === DEFLATED;
  if (encrypted || !known || start + packedSize > bytes.length) throw new ImportRefusal(DAMAGED);
  return bytes.slice(start, start + packedSize);
}

function unpacking(
  packed: Uint8Array<ArrayBuffer>,
  method: number,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([packed]).stream();
  return method === STORED ? stream : stream.pipeThrough(new DecompressionStream('deflate-raw'));
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) {
    value = (value & 1) === 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  }
  return value;
});

/** Carries a ZIP checksum on over more bytes; it starts, and ends inverted, as all ones. */
function crc32(before: number, bytes: Uint8Array): number {
  let crc = before;
  for (let at = 0; at < bytes.length; at += 1) {
    crc = CRC_TABLE[(crc ^ bytes[at]!) & 0xff]! ^ (crc >>> 8);
  }
  return crc;
}
