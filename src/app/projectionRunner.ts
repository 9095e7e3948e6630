/** Projections for a page: in a worker, with progress and cancel; the latest request wins. */
import type { ProjectionInput, ProjectionResult } from '../domain/projection/index.ts';
import type { ProjectionReply, ProjectionRequest } from './workers/projectionService.ts';

/** What the runner needs of a Worker. */
export interface ProjectionWorker {
  postMessage: (request: ProjectionRequest) => void;
  onmessage: ((event: MessageEvent<ProjectionReply>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  terminate: () => void;
}

export interface ProjectionRunner {
  /**
   * Runs a projection. Answers null when a later `run`, `cancel` or `close` overtook it.
   * `onProgress` gets the share done, 0 to 1.
   *
   * @throws Error whose message is for the screen.
   */
  run: (
    input: ProjectionInput,
    onProgress?: (share: number) => void,
  ) => Promise<ProjectionResult | null>;
  /** Stops what is running; its `run` answers null. */
  cancel: () => void;
  /** Stops for good and frees the worker: call it when the page goes. */
  close: () => void;
}

interface Waiting {
  id: number;
  onProgress: ((share: number) => void) | undefined;
  resolve: (result: ProjectionResult | null) => void;
  reject: (error: Error) => void;
}

function startWorker(): ProjectionWorker {
  return new Worker(new URL('./workers/projection.worker.ts', import.meta.url), {
    type: 'module',
  });
}

/** One worker and whoever waits for it. The worker starts with the first run. */
export function createProjectionRunner(
  makeWorker: () => ProjectionWorker = startWorker,
): ProjectionRunner {
  let worker: ProjectionWorker | null = null;
  let waiting: Waiting | null = null;
  let lastId = 0;

  /** Takes the request off the waiting list, so that it is answered once. */
  function settle(): Waiting | null {
    const settled = waiting;
    waiting = null;
    return settled;
  }

  function onReply(reply: ProjectionReply): void {
    // An overtaken run may still have an answer on its way.
    if (waiting?.id !== reply.id) return;
    if (reply.kind === 'progress') waiting.onProgress?.(reply.share);
    else if (reply.kind === 'result') settle()?.resolve(reply.result);
    else settle()?.reject(new Error(reply.words));
  }

  function stopWorker(): void {
    worker?.terminate();
    worker = null;
  }

  function ready(): ProjectionWorker {
    if (worker) return worker;
    worker = makeWorker();
    worker.onmessage = (event) => onReply(event.data);
    worker.onerror = () => {
      stopWorker();
      settle()?.reject(new Error('The projection could not run. Reload the page and try again.'));
    };
    return worker;
  }

  return {
    run(input, onProgress) {
      settle()?.resolve(null);
      const id = ++lastId;
      return new Promise((resolve, reject) => {
        waiting = { id, onProgress, resolve, reject };
        // Assumptions on a page are reactive proxies, which cannot be posted; they are plain data.
        const plain = JSON.parse(JSON.stringify(input)) as ProjectionInput;
        ready().postMessage({ kind: 'run', id, input: plain });
      });
    },
    cancel() {
      if (waiting) worker?.postMessage({ kind: 'cancel' });
      settle()?.resolve(null);
    },
    close() {
      stopWorker();
      settle()?.resolve(null);
    },
  };
}
