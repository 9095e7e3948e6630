/** The built app's files over HTTP. */
import { listAppFiles } from '../hosts/appFiles.ts';
import type { Pages } from './server.ts';

/**
 * @param folder - where the app was built to
 * @throws when there is no app in it
 */
export function servePages(folder: string): Pages {
  const files = listAppFiles(folder);
  return (request, response) => {
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    files(path).then(
      (file) => {
        response.statusCode = file ? 200 : 404;
        response.setHeader('Content-Type', file?.mediaType ?? 'text/plain; charset=utf-8');
        response.end(file?.body ?? 'There is nothing here.');
      },
      () => response.destroy(),
    );
  };
}
