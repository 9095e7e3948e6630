import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

interface Lock {
  packages: Record<string, { optionalDependencies?: Record<string, string> }>;
}

/**
 * npm leaves packages for other machines out of the lock when its registry does not have them,
 * and `npm ci` then refuses the lock on every machine.
 */
it('package-lock.json names every package for every kind of machine', () => {
  const file = join(import.meta.dirname, '../../package-lock.json');
  const { packages } = JSON.parse(readFileSync(file, 'utf8')) as Lock;
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) => !isFoundFrom(path, name)),
  );
  expect(missing).toEqual([]);

  /** As Node looks it up: beside the package, then in each folder above. */
  function isFoundFrom(path: string, name: string): boolean {
    for (let at = path; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
      if (`${at}/node_modules/${name}`.replace(/^\//, '') in packages) return true;
      if (at === '') return false;
    }
  }
});
