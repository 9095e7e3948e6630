/** Where the app's own files are: a process of the soak loads no test framework to know it. */
import path from 'node:path';

export const APP_ROOT = path.resolve(import.meta.dirname, '../..');
