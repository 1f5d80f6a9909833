import { formatCsv } from '@platform-ops/backstage-plugin-platform-ops-react';
import type { Sample } from '@platform-ops/backstage-plugin-scorecards-common';
import { spanWord } from '../timeline/spanWords';

/** Each fact of each drawn item as a line, and how it was drawn. */
export function sampleCsv(sample: Sample): string {
  return formatCsv([
    [
      'position',
      'entity',
      'title',
      'verdict',
      'since',
      'reason',
      'framework version',
      'changes',
      'decision',
      'attestation',
      'fact',
      'hash',
      'source',
      'query',
      'population',
      'collected at',
      'collector',
      'framework',
      'control',
      'from',
      'to',
      'seed',
      'drawn from',
      'method',
    ],
    ...sample.items.flatMap(item =>
      (item.facts.length > 0 ? item.facts : [undefined]).map(fact => [
        item.position,
        item.entityRef,
        item.title,
        spanWord(item.verdict),
        item.since,
        item.reason,
        item.frameworkVersion,
        item.changes,
        item.decisionId,
        item.attestationId,
        fact?.type,
        fact?.hash,
        fact?.evidence?.source,
        fact?.evidence?.query,
        fact?.evidence?.population,
        fact?.evidence?.collectedAt,
        fact?.evidence &&
          `${fact.evidence.collector.id} ${fact.evidence.collector.version}`,
        sample.frameworkId,
        sample.controlId,
        sample.from,
        sample.to,
        sample.seed,
        sample.population,
        sample.method,
      ]),
    ),
  ]);
}
