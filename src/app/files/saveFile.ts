/** Handing a file to the user. Both hosts treat it as a download. */

/** Characters that Windows, macOS or Linux refuse in a file name, and control characters. */
const REFUSED = /[<>:"/\\|?*\u0000-\u001f\u007f]+/g;

/**
 * A file name every system accepts, made from words a person wrote.
 *
 * @example fileName('Plan: 2021/22', 'csv') is 'Plan 2021 22.csv'
 */
export function fileName(words: string, extension: string): string {
  const stem = words
    .replace(REFUSED, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.]+|[\s.]+$/g, '')
    .slice(0, 120)
    .trim();
  return `${stem || 'Tenure'}.${extension}`;
}

/** Saves a file through the browser's own download. */
export function saveFile(name: string, blob: Blob): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // The download has begun by the next task; until then the address must hold.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
