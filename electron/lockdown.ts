/** What the page's session may never do: reach a network, or ask for a permission. */
import { app, type Session } from 'electron';

/**
 * The app's own files, what its pages make (downloads, workers, pictures), and the developer
 * tools of an unpackaged build. None of these leaves the machine.
 */
const OWN_SCHEMES = new Set(['app:', 'blob:', 'data:', 'devtools:']);

/** Copying a table out is a write the user asked for; reading the clipboard is refused. */
const PERMITTED = 'clipboard-sanitized-write';

/** Keeps Chromium's own services from the network. Electron takes this only before it is ready. */
export function cutOffNetwork(): void {
  app.commandLine.appendSwitch('disable-background-networking');
  app.commandLine.appendSwitch('disable-component-update');
  app.commandLine.appendSwitch('disable-domain-reliability');
  app.commandLine.appendSwitch('no-pings');
  app.commandLine.appendSwitch('no-proxy-server');
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
}

export function lockSession(session: Session): void {
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    answer({ cancel: !isOwn(url) });
  });
  session.setPermissionRequestHandler((_page, permission, answer) => {
    answer(permission === PERMITTED);
  });
  session.setPermissionCheckHandler((_page, permission) => permission === PERMITTED);
  session.setDevicePermissionHandler(() => false);
  // Spelling dictionaries are downloaded.
  session.setSpellCheckerEnabled(false);
  session.on('will-download', (event, item) => {
    if (!isOwn(item.getURL())) event.preventDefault();
  });
}

function isOwn(url: string): boolean {
  return OWN_SCHEMES.has(new URL(url).protocol);
}
