import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import {
  ANNOTATION_AI_ACT_CLASS,
  ANNOTATION_AI_ACT_ROLE,
} from '@platform-ops/backstage-plugin-scorecards-common';
import { isOfKind, type Landscape } from '../Landscape';
import { annotationOf, textField } from '../specFields';
import type { FoundFact } from './FoundFact';

const CLASSES = ['prohibited', 'high-risk', 'transparency', 'minimal'];

export function findAiAct(system: Entity, landscape: Landscape): FoundFact {
  const named = annotationOf(system, ANNOTATION_AI_ACT_CLASS);
  const roles = annotationOf(system, ANNOTATION_AI_ACT_ROLE) ?? '';
  const models = landscape
    .partsOf(stringifyEntityRef(system))
    .filter(part => isOfKind(part, 'model'));
  const tiers = models.flatMap(model => textField(model, 'riskTier') ?? []);
  return {
    type: 'catalog.aiAct',
    value: {
      // A slip of the pen must not take a system out of the rules.
      class: named && CLASSES.includes(named) ? named : undefined,
      roles: roles
        .split(',')
        .map(role => role.trim())
        .filter(Boolean),
      models: models.length,
      riskTiers: [...new Set(tiers)].sort(),
    },
    fields: `metadata.annotations['${ANNOTATION_AI_ACT_CLASS}'] and ['${ANNOTATION_AI_ACT_ROLE}']; spec.riskTier of the models that are part of it`,
    population: 1 + models.length,
  };
}
