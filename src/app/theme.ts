/** Light and dark. */
import type { Preferences } from '../contract/library.ts';

const darkSystem = matchMedia('(prefers-color-scheme: dark)');
let chosen: Preferences['theme'] = 'system';

function paint(): void {
  const dark = chosen === 'dark' || (chosen === 'system' && darkSystem.matches);
  document.documentElement.classList.toggle('dark', dark);
}

/** Shows the chosen theme, and keeps a copy where the page finds it before its first paint. */
export function applyTheme(theme: Preferences['theme']): void {
  chosen = theme;
  localStorage.setItem('tenure-theme', theme);
  paint();
}

darkSystem.addEventListener('change', paint);
// Paper is white whatever the screen shows.
window.addEventListener('beforeprint', () => document.documentElement.classList.remove('dark'));
window.addEventListener('afterprint', paint);
