/** What each key does in the table and in its editor: the ARIA grid pattern and a spreadsheet's habits. */
import type { Movement } from './grid.ts';

export type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

export type GridAction =
  | { do: 'move'; movement: Movement; extend: boolean }
  /** `draft` null edits what is there; a letter replaces it. */
  | { do: 'edit'; draft: string | null }
  | { do: 'clear' }
  | { do: 'details' }
  | { do: 'selectAll' }
  | { do: 'moveRow'; by: -1 | 1 };

const MOVEMENTS: Record<string, Movement> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
  Home: 'rowStart',
  End: 'rowEnd',
  PageUp: 'firstOfKind',
  PageDown: 'lastOfKind',
};
const WITH_CONTROL: Record<string, Movement> = {
  ...MOVEMENTS,
  Home: 'tableStart',
  End: 'tableEnd',
  ArrowLeft: 'rowStart',
  ArrowRight: 'rowEnd',
  ArrowUp: 'firstOfKind',
  ArrowDown: 'lastOfKind',
};

/** The action of a key pressed on a cell or row name; null leaves the key to the browser. */
export function gridAction(press: KeyPress): GridAction | null {
  const { key, shiftKey, altKey } = press;
  const control = press.ctrlKey || press.metaKey;
  if (altKey) {
    if (control || (key !== 'ArrowUp' && key !== 'ArrowDown')) return null;
    return { do: 'moveRow', by: key === 'ArrowUp' ? -1 : 1 };
  }
  const movement = (control ? WITH_CONTROL : MOVEMENTS)[key];
  if (movement !== undefined) return { do: 'move', movement, extend: shiftKey };
  if (key === 'Enter') return control ? { do: 'details' } : { do: 'edit', draft: null };
  if (control) return key === 'a' ? { do: 'selectAll' } : null;
  if (key === 'F2') return { do: 'edit', draft: null };
  if (key === 'Delete' || key === 'Backspace') return { do: 'clear' };
  return key.length === 1 && key !== ' ' ? { do: 'edit', draft: key } : null;
}

export type EditorAction = { do: 'commit'; then: Movement } | { do: 'cancel' };

/** The action of a key pressed while typing in a cell. */
export function editorAction(press: KeyPress): EditorAction | null {
  if (press.key === 'Escape') return { do: 'cancel' };
  if (press.key === 'Enter')
    return { do: 'commit', then: press.shiftKey ? 'previousOfKind' : 'nextOfKind' };
  if (press.key === 'Tab') return { do: 'commit', then: press.shiftKey ? 'left' : 'right' };
  return null;
}
