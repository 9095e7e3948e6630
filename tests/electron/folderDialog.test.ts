/** The second home for backups is chosen in the desktop's own dialog: a page cannot name one. */
import path from 'node:path';
import { expect, it } from 'vitest';
import { withFolderDialog } from '../../electron/folderDialog.ts';
import { openBackendThread } from '../../src/backend/threaded.ts';
import { overWire } from '../overWire.ts';
import { APP_ROOT, tempFolder } from '../backend/support.ts';
import { told } from './standin.ts';

it('takes the folder that somebody chose, and nothing from the page or a dialog cancelled', async () => {
  const backend = await openBackendThread({
    ...{ folder: tempFolder(), appRoot: APP_ROOT, who: 'Jane', canChooseFolder: true },
  });
  const call = overWire(withFolderDialog(backend));
  expect(await call('secondHome.choose', {})).toMatchObject({
    ok: true,
    value: { folder: null, canChoose: true },
  });
  const chosen = tempFolder();
  told.foldersToChoose.push(chosen);
  expect(await call('secondHome.choose', { folder: '/etc' })).toMatchObject({
    value: { folder: path.basename(chosen), protection: 'undecided' },
  });
  told.foldersToChoose.push(path.join(chosen, 'not there'));
  expect(await call('secondHome.choose', {})).toMatchObject({
    fault: { code: 'refused', message: /not there/ },
  });
  expect(told.folderDialogs).toHaveLength(3);
  expect(await call('secondHome.read', {})).toMatchObject({
    value: { folder: path.basename(chosen) },
  });
  await backend.close();
});
