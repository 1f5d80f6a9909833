import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import {
  ANNOTATION_AI_ACT_CLASS,
  ANNOTATION_AI_ACT_ROLE,
  ANNOTATION_AI_ACT_ROUTE,
} from '@platform-ops/backstage-plugin-scorecards-common';
import { isOfKind, type Landscape } from '../Landscape';
import { annotationOf, textField } from '../specFields';
import type { FoundFact } from './FoundFact';

const CLASSES = ['prohibited', 'high-risk', 'transparency', 'minimal'];
const ROUTES = ['annex-i', 'annex-iii', 'exception'];

export function findAiAct(system: Entity, landscape: Landscape): FoundFact {
  const roles = annotationOf(system, ANNOTATION_AI_ACT_ROLE) ?? '';
  const models = landscape
    .partsOf(stringifyEntityRef(system))
    .filter(part => isOfKind(part, 'model'));
  const tiers = models.flatMap(model => textField(model, 'riskTier') ?? []);
  return {
    type: 'catalog.aiAct',
    value: {
      class: knownOf(CLASSES, annotationOf(system, ANNOTATION_AI_ACT_CLASS)),
      // In any order they say the same.
      roles: [
        ...new Set(
          roles
            .split(',')
            .map(role => role.trim().toLocaleLowerCase('en-US'))
            .filter(Boolean),
        ),
      ].sort(),
      route: knownOf(ROUTES, annotationOf(system, ANNOTATION_AI_ACT_ROUTE)),
      models: models.length,
      riskTiers: [...new Set(tiers)].sort(),
    },
    fields: `metadata.annotations['${ANNOTATION_AI_ACT_CLASS}'], ['${ANNOTATION_AI_ACT_ROLE}'] and ['${ANNOTATION_AI_ACT_ROUTE}']; spec.riskTier of the models that are part of it`,
    population: 1 + models.length,
  };
}

/** A slip of the pen must not take a system out of the rules. */
function knownOf(
  known: string[],
  written: string | undefined,
): string | undefined {
  return written && known.includes(written) ? written : undefined;
}
