import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import {
  ANNOTATION_REGISTRY_REF,
  TAG_ENTITY_REF,
} from '@platform-ops/backstage-plugin-models-common';
import type { ClaimCandidate } from './readClaims';

/** What deciding about claims needs to know of a model. */
export interface ClaimableModel {
  id: string;
  registryRef: string;
  generatedRef: string;
  tags: Record<string, string>;
}

export interface ClaimDecision {
  candidate: ClaimCandidate;
  model?: ClaimableModel;
  /** What the entity says it describes. */
  target: string;
  accepted: boolean;
  /** Why not, in words. */
  reason?: string;
}

/**
 * Decides which hand-written entity describes which registered model. A claim
 * counts only if the registry agrees or the entity's location is trusted; of
 * two that count the older wins.
 */
export function decideClaims(options: {
  candidates: ClaimCandidate[];
  models: ClaimableModel[];
  allow: string[];
  /** When a claim was first seen, ms, by the ref of its entity. */
  firstSeen: Map<string, number>;
}): ClaimDecision[] {
  const { candidates, models, allow, firstSeen } = options;
  const byRegistryRef = new Map(models.map(item => [item.registryRef, item]));
  const byGeneratedRef = new Map(models.map(item => [item.generatedRef, item]));
  const patterns = allow.map(toPattern);
  const age = (candidate: ClaimCandidate) =>
    firstSeen.get(candidate.entityRef) ?? Number.MAX_SAFE_INTEGER;
  const winners = new Map<string, string>();

  return [...candidates]
    .sort((a, b) => age(a) - age(b) || (a.entityRef < b.entityRef ? -1 : 1))
    .flatMap((candidate): ClaimDecision[] => {
      const { registryRef, entityRef } = candidate;
      const model = registryRef
        ? byRegistryRef.get(registryRef)
        : byGeneratedRef.get(entityRef);
      if (!model) {
        return registryRef
          ? [
              {
                candidate,
                target: registryRef,
                accepted: false,
                reason: `There is no registered model '${registryRef}'. The annotation ${ANNOTATION_REGISTRY_REF} is <id of a registry>/<name of the model>, exactly as the registry spells it.`,
              },
            ]
          : [];
      }
      const decision = { candidate, model, target: model.registryRef };
      const agreed =
        normalizeRef(model.tags[TAG_ENTITY_REF]) === entityRef ||
        patterns.some(pattern => pattern.test(candidate.originLocation));
      if (!agreed) {
        return [
          {
            ...decision,
            accepted: false,
            reason: `The registry does not agree: set the tag ${TAG_ENTITY_REF}=${entityRef} on '${model.registryRef}', or ask a platform engineer to add ${candidate.originLocation} to models.claims.allow.`,
          },
        ];
      }
      const winner = winners.get(model.id);
      if (winner) {
        return [
          {
            ...decision,
            accepted: false,
            reason: `'${model.registryRef}' is already described by ${winner}, which claimed it earlier.`,
          },
        ];
      }
      winners.set(model.id, entityRef);
      return [{ ...decision, accepted: true }];
    });
}

function toPattern(glob: string): RegExp {
  const parts = glob
    .split('*')
    .map(part => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`);
}

function normalizeRef(ref: string | undefined): string | undefined {
  try {
    return (
      ref && stringifyEntityRef(parseEntityRef(ref, { defaultKind: 'model' }))
    );
  } catch {
    return undefined;
  }
}
