/** Runs projections off the main thread, on the domain code the tests run. */
import { projectionService } from './projectionService.ts';
import type { ProjectionRequest } from './projectionService.ts';

const handle = projectionService((message) => self.postMessage(message));

self.addEventListener('message', (event: MessageEvent<ProjectionRequest>) => {
  void handle(event.data);
});
