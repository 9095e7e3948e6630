/** What became of a copy that was received, in words. */
import type { Received } from '../../../contract/library.ts';

/** Why a copy was kept beside the plan here. */
function besideWords({ here, figuresOnly }: Received, name: string): string {
  const both = `Both are kept. The copy is in your list as ${name}, read-only.`;
  if (here && here.changes.length > 0) {
    return `This copy and ${here.name} have each changed since they parted. ${both} Nothing of either was replaced.`;
  }
  if (figuresOnly) {
    return `This copy holds figures only, so it does not take the place of ${here?.name ?? 'your plan'}, which may hold people’s records. ${both}`;
  }
  return `${here?.name ?? 'Your plan'} stays as it is. ${both}`;
}

/** What happened, and what was kept. */
export function receivedWords(received: Received): string {
  const { outcome, here, name } = received;
  switch (outcome) {
    case 'new':
      return 'It was added to your plans as a read-only copy.';
    case 'replaced-older':
      return 'It is newer than the copy you had, and has taken its place. The copy you had is in the backups of the plan.';
    case 'same':
      return 'You already have this copy. Nothing was changed.';
    case 'older':
      return `This copy is older than ${here?.name ?? 'the one you have'}, which holds everything in it. Nothing was changed.`;
    case 'newer-than-own':
      return `This copy goes on from ${here?.name ?? 'your plan'}: it holds everything in your plan, and the changes below. Nothing was changed yet.`;
    case 'replaced-own':
      return 'It has taken the place of your plan, which is yours to edit as before. Your plan as it was is in its backups.';
    case 'beside':
      return besideWords(received, name);
  }
}
