/** Answers requests for projections one at a time: a newer request stops the one under way. */
import { simulationSteps } from '../../domain/projection/index.ts';
import type { ProjectionInput, ProjectionResult } from '../../domain/projection/index.ts';
import { afterMessages } from './afterMessages.ts';

export type ProjectionRequest =
  { kind: 'run'; id: number; input: ProjectionInput } | { kind: 'cancel' };

export type ProjectionReply =
  | { kind: 'progress'; id: number; share: number }
  | { kind: 'result'; id: number; result: ProjectionResult }
  | { kind: 'failed'; id: number; words: string };

/** How long to work before letting a newer request or a cancel in. */
const SLICE_MS = 12;

function wordsFor(error: unknown): string {
  return error instanceof RangeError
    ? error.message
    : 'The projection stopped because of an error in Tenure. Your plan is unchanged.';
}

/** Makes the handler of one worker's messages; `reply` sends an answer back. */
export function projectionService(
  reply: (message: ProjectionReply) => void,
): (request: ProjectionRequest) => Promise<void> {
  /** The request being answered; any other has been overtaken. */
  let current: number | null = null;

  async function run(id: number, input: ProjectionInput): Promise<void> {
    const steps = simulationSteps(input);
    let slice = performance.now();
    for (let next = steps.next(); ; next = steps.next()) {
      if (next.done) {
        reply({ kind: 'result', id, result: next.value });
        return;
      }
      if (performance.now() - slice < SLICE_MS) continue;
      reply({ kind: 'progress', id, share: next.value });
      await afterMessages();
      if (current !== id) return;
      slice = performance.now();
    }
  }

  return async (request) => {
    if (request.kind === 'cancel') {
      current = null;
      return;
    }
    current = request.id;
    try {
      await run(request.id, request.input);
    } catch (error) {
      if (current === request.id) {
        reply({ kind: 'failed', id: request.id, words: wordsFor(error) });
      }
    }
  };
}
