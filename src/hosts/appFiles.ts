/**
 * The built app's files, for both hosts.
 *
 * The folder is listed once. A request is only ever looked up in that list, so there is no path
 * to escape from: what was not listed (a parent folder, a dot file, a symbolic link) is not there.
 */
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
};

/** A file of the app, ready to be answered with. */
export interface AppFile {
  mediaType: string;
  body: Buffer<ArrayBuffer>;
}

/** Finds a file by its URL path; null where the app has no such file. */
export type AppFiles = (urlPath: string) => Promise<AppFile | null>;

/**
 * Lists a built app.
 *
 * @param folder - where the app was built to
 * @throws when the folder is missing or holds no index.html
 */
export function listAppFiles(folder: string): AppFiles {
  const files = new Map<string, string>();
  list(folder, '', files);
  const index = files.get('/index.html');
  if (index === undefined) throw new Error(`There is no app in ${folder}: build it first.`);
  files.set('/', index);

  return async (urlPath) => {
    const file = files.get(decoded(urlPath));
    if (file === undefined) return null;
    return {
      mediaType: MEDIA_TYPES[extname(file)] ?? 'application/octet-stream',
      body: await readFile(file),
    };
  };
}

/** Directory entries describe a link, not what it points to, so links are left out. */
function list(folder: string, urlPath: string, files: Map<string, string>): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name.startsWith('.')) continue;
    const path = join(folder, entry.name);
    const url = `${urlPath}/${entry.name}`;
    if (entry.isDirectory()) list(path, url, files);
    else if (entry.isFile()) files.set(url, path);
  }
}

function decoded(urlPath: string): string {
  try {
    return decodeURIComponent(urlPath);
  } catch {
    return '';
  }
}
