/** Reads a file of figures off the main thread, so that the page stays responsive. */
import type { AboutFile } from '../../domain/tableFile/read.ts';
import { readTableFile } from '../files/readTableFile.ts';
import type { TableFileRead } from '../files/tableFileRead.ts';

export interface TableFileRequest {
  bytes: ArrayBuffer;
  about: AboutFile;
}

addEventListener('message', (event: MessageEvent<TableFileRequest>) => {
  const { bytes, about } = event.data;
  void readTableFile(new Uint8Array(bytes), about).then((read: TableFileRead) => {
    postMessage(read);
  });
});
