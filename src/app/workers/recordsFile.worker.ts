/** Reads files of records off the main thread, so that the page stays responsive. */
import { recordsFileService, type RecordsFileRequest } from './recordsFileService.ts';

const handle = recordsFileService((message) => self.postMessage(message));

self.addEventListener('message', (event: MessageEvent<RecordsFileRequest>) => {
  void handle(event.data);
});
