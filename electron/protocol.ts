/** The app's own scheme: `app://tenure/` is the built app, and nothing else exists in it. */
import { protocol, type Session } from 'electron';
import type { AppFiles } from '../src/hosts/appFiles.ts';
import { SECURITY_HEADERS } from '../src/hosts/headers.ts';

const APP_SCHEME = 'app';
export const APP_ORIGIN = 'app://tenure';

/** Makes the scheme behave as a secure web origin. Electron takes this only before it is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Answers every request for the app, with the security headers on refusals too. */
export function handleAppScheme(session: Session, files: AppFiles): void {
  session.protocol.handle(APP_SCHEME, async ({ method, url }) => {
    const { origin, pathname } = splitUrl(url);
    const file = method === 'GET' && origin === APP_ORIGIN ? await files(pathname) : null;
    const type = file?.mediaType ?? 'text/plain; charset=utf-8';
    return new Response(file?.body ?? 'There is nothing here.', {
      status: file ? 200 : 404,
      headers: { ...SECURITY_HEADERS, 'Content-Type': type },
    });
  });
}

/** `URL.origin` is `null` for a scheme that Node does not know, so the origin is put together. */
function splitUrl(url: string): { origin: string; pathname: string } {
  const { protocol: scheme, host, pathname } = new URL(url);
  return { origin: `${scheme}//${host}`, pathname };
}
