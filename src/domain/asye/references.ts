/** References for people whom no payroll knows yet. */

const OURS = /^NQSW-(\d+)$/i;

/**
 * References for newly qualified people, counting on from those in use: `NQSW-1`, `NQSW-2`.
 *
 * @param refs - every reference of the plan.
 */
export function newReferences(refs: readonly string[]): () => string {
  let last = refs.reduce((most, ref) => Math.max(most, Number(OURS.exec(ref.trim())?.[1] ?? 0)), 0);
  return () => {
    last += 1;
    return `NQSW-${last}`;
  };
}
