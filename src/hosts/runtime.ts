/** better-sqlite3 ends an older Node without a message, so hosts check before they load it. */

const NEEDED = 24;

/**
 * @param version - a Node version such as `24.21.0`
 * @throws when it is too old for the database, saying what to do
 */
export function requireRuntime(version: string = process.versions.node): void {
  if (Number.parseInt(version, 10) >= NEEDED) return;
  throw new Error(
    `Tenure needs Node ${NEEDED} and this is Node ${version}. Start it with "npm start", which brings its own.`,
  );
}
