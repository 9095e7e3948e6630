/** Moves and removes in a folder that may not be written to yet; prints how that went, as JSON. */
import { join } from 'node:path';
import { Refusal } from '../../src/backend/faults.ts';
import { moveDurably, remove } from '../../src/backend/storage.ts';

const [act = '', folder = ''] = process.argv.slice(2);
const NOBODY = 65_534;

// A folder's permissions bind everybody but root.
if (process.getuid?.() === 0) process.setuid?.(NOBODY);
console.log('ready');
const started = performance.now();
let said = '';
try {
  if (act === 'move') moveDurably(join(folder, 'a'), join(folder, 'b'));
  else remove(join(folder, 'a'));
} catch (error) {
  said = error instanceof Refusal ? error.fault.message : String(error);
}
console.log(JSON.stringify({ ms: performance.now() - started, said }));
