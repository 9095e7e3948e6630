/** The words a cell is refused in: what was written, why it cannot be read, what to write. */

/** What was written, in quotation marks, cut short where it is long. */
export function quote(text: string): string {
  return `“${text.length > 60 ? `${text.slice(0, 59)}…` : text}”`;
}

/** Why a text starts with no number, and what to write. */
export function whyNotNumber(text: string, quoted: string): string {
  if (/^\d+(?: \d+)+$/.test(text)) {
    return `${quoted} has a space between its digits. Write one number, for example 1234 or 1,234.`;
  }
  if (/^\d+,\d/.test(text)) {
    return `${quoted} has a comma that does not mark thousands. Write a decimal with a point, for example 12.5.`;
  }
  if (/^(?:x|z|c|u|low|:)$/i.test(text)) {
    return `${quoted} is a symbol for a missing figure, not a number. Write tbc, or leave the cell blank.`;
  }
  return `${quoted} does not start with a number. Write a number, or tbc when it is not known yet.`;
}

/** Why words after a number cannot be read, and what to write. */
export function whyNotRest(rest: string, value: number | null, quoted: string): string {
  if (/^in (?:progress|the pipeline)/i.test(rest)) {
    return `${quoted} does not say how many have started. Write both, for example 0 (5 in progress).`;
  }
  if (/^(?:[-–—]|to\b)\s*\d/.test(rest)) {
    return `${quoted} gives more than one figure. Write one number, and the rest in the note.`;
  }
  if (/^[+]\s*\d/.test(rest)) {
    return `${quoted} does not say what is added. Write, for example, ${value ?? 18} (1 in progress).`;
  }
  return `${quoted} has words that cannot be read: ${quote(rest)}. Write the number, and the words in the note.`;
}
