import { oneLine } from '@platform-ops/backstage-plugin-platform-ops-node';

const LONGEST = 600;
/** They hide text, or show it in another order than it has. */
const UNSEEN = /[\p{Cf}\p{Co}\u2028\u2029]/gu;

/**
 * Text of others as one line that can do nothing: no colours and commands of a
 * terminal, no line of its own, and nothing that is not seen.
 */
export function plainLine(text: string): string {
  return oneLine(text.replace(UNSEEN, ''), LONGEST);
}
