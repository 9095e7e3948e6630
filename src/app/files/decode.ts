/** The text of a file, whatever encoding it was saved in. */

export interface DecodedText {
  text: string;
  encoding: 'UTF-8' | 'UTF-16' | 'Windows-1252';
  /** The bytes end in the middle of a character: the file was cut short. */
  cutShort: boolean;
}

const BYTE_ORDER_MARKS: { bytes: number[]; label: string }[] = [
  { bytes: [0xef, 0xbb, 0xbf], label: 'utf-8' },
  { bytes: [0xff, 0xfe], label: 'utf-16le' },
  { bytes: [0xfe, 0xff], label: 'utf-16be' },
];

/** The most bytes of one UTF-8 character that can be missing from the end. */
const PART_OF_CHARACTER = 3;

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** Zero bytes in every other place: UTF-16 without its mark. */
function unmarkedUtf16(bytes: Uint8Array): string | null {
  const start = bytes.subarray(0, 512);
  const zeros = (odd: number) => start.filter((byte, at) => byte === 0 && at % 2 === odd).length;
  if (zeros(1) > start.length / 4) return 'utf-16le';
  return zeros(0) > start.length / 4 ? 'utf-16be' : null;
}

/**
 * Reads bytes as text: a byte order mark decides, then the zero bytes of UTF-16, then whether
 * they are valid UTF-8. What is left is Windows-1252, as older Excel saves. A UTF-8 file cut
 * off within its last character is still UTF-8.
 */
export function decode(bytes: Uint8Array): DecodedText {
  const mark = BYTE_ORDER_MARKS.find((each) => each.bytes.every((byte, at) => bytes[at] === byte));
  const utf16 =
    mark === undefined ? unmarkedUtf16(bytes) : mark.label === 'utf-8' ? null : mark.label;
  if (utf16 !== null) {
    const text = new TextDecoder(utf16).decode(bytes);
    return { text, encoding: 'UTF-16', cutShort: bytes.length % 2 === 1 };
  }
  const whole = isUtf8(bytes);
  const lost = whole
    ? 0
    : [1, 2, 3].find((count) => count <= PART_OF_CHARACTER && isUtf8(bytes.subarray(0, -count)));
  if (mark !== undefined || lost !== undefined) {
    const kept = lost ? bytes.subarray(0, -lost) : bytes;
    const text = new TextDecoder('utf-8').decode(kept);
    // One odd letter at the very end of an old file is Windows-1252, as in “caf\xe9”.
    const oneLetter = mark === undefined && lost !== 0 && !hasUtf8Letters(kept);
    if (!oneLetter) return { text, encoding: 'UTF-8', cutShort: lost !== 0 && lost !== undefined };
  }
  return {
    text: new TextDecoder('windows-1252').decode(bytes),
    encoding: 'Windows-1252',
    cutShort: false,
  };
}

/** True when some character takes more than one byte, so that being valid UTF-8 says something. */
function hasUtf8Letters(bytes: Uint8Array): boolean {
  return bytes.some((byte) => byte >= 0x80);
}
