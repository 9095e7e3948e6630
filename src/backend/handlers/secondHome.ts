/** The second home for backups: what it is, how its copies are protected, and copying now. */
import type { libraryCalls } from '../../contract/library.ts';
import { faultOf, Refusal } from '../faults.ts';
import type { LibraryContext } from '../library.ts';
import type { Handlers } from './types.ts';

type SecondHomeCalls = Extract<keyof typeof libraryCalls, `secondHome.${string}`>;

/** Copies every plan of the user's own; one that cannot be opened is in the list as it is. */
function copyAll({ plans, secondHome, log }: LibraryContext): void {
  for (const { plan, kind } of plans.list()) {
    if (kind !== 'own') continue;
    try {
      secondHome.copy(plan, plans.open(plan));
    } catch (error) {
      log(`a plan was not copied to the second home: ${faultOf(error).code}`, error);
    }
  }
}

export const secondHomeHandlers: Handlers<Pick<typeof libraryCalls, SecondHomeCalls>> = {
  'secondHome.read': ({ secondHome }) => secondHome.read(),

  // A host with a folder dialog answers this call itself.
  'secondHome.choose': () => {
    throw new Refusal(
      'refused',
      'In a browser the folder is named when Tenure starts: npm start -- --backups <folder>.',
    );
  },

  'secondHome.protect': (library, { passphrase }) => {
    library.secondHome.protect(passphrase);
    copyAll(library);
    return library.secondHome.read();
  },

  'secondHome.copyNow': (library) => {
    copyAll(library);
    return library.secondHome.read();
  },

  'secondHome.forget': ({ secondHome }) => {
    secondHome.forget();
    return secondHome.read();
  },
};
