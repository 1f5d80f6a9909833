import { parseEntityRef } from '@backstage/catalog-model';
import { oneLine } from '@platform-ops/backstage-plugin-platform-ops-node';
import type { GateResponse } from '@platform-ops/backstage-plugin-scorecards-common';

const LONGEST_LINE = 300;

/**
 * What the scorecards answered, a line for each framework and each control that
 * is not met; all else stands where the last line leads.
 *
 * @param appUrl - Of the portal's pages.
 */
export function describeGate(
  { entityRef, frameworks, isKnown }: GateResponse,
  appUrl: string | undefined,
): string[] {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  const path = [namespace, kind, name]
    .map(part => encodeURIComponent(part.toLocaleLowerCase('en-US')))
    .join('/');
  return [
    ...(frameworks.length === 0 ? ['No framework asks anything of it.'] : []),
    ...frameworks.flatMap(({ title, outcome, because, blocking, advisory }) => [
      `${outcome.toUpperCase()}: ${title}: ${because} (${
        blocking.length
      } in the way, ${advisory.length} more not met)`,
      ...[...blocking, ...advisory].map(
        control => `- ${control.title}: ${control.verdict}`,
      ),
    ]),
    ...(isKnown && appUrl
      ? [`All of it: ${appUrl}/catalog/${path}/compliance`]
      : []),
  ].map(line => oneLine(line, LONGEST_LINE));
}
