/** The one call that this host answers itself: a page may ask for a folder, and never name one. */
import { dialog } from 'electron';
import type { BackendThread } from '../src/backend/threaded.ts';
import type { Wire } from '../src/contract/index.ts';

/** The backend's wire, with the second home for backups chosen by a folder dialog. */
export function withFolderDialog({ call, useSecondHome }: BackendThread): Wire {
  return async (name, input) => {
    if (name !== 'secondHome.choose') return call(name, input);
    const { filePaths } = await dialog.showOpenDialog({
      title: 'Choose a folder for backups',
      buttonLabel: 'Use this folder',
      properties: ['openDirectory', 'createDirectory'],
    });
    const [folder] = filePaths;
    return folder === undefined ? call('secondHome.read', '{}') : useSecondHome(folder);
  };
}
