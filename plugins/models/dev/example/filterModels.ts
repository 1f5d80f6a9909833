import {
  MODEL_STAGES,
  RISK_TIERS,
  type Model,
  type ModelFacetsResponse,
  type ModelFilter,
} from '@platform-ops/backstage-plugin-models-common';
import type { ModelsQuery } from '@platform-ops/backstage-plugin-models-react';

const VALUES: {
  [Field in keyof ModelFacetsResponse]: (model: Model) => string[];
} = {
  stage: model => model.stagedVersions.map(({ stage }) => stage),
  task: model => (model.task ? [model.task] : []),
  framework: model => (model.framework ? [model.framework] : []),
  owner: model => (model.owner ? [model.owner] : []),
  system: model => (model.system ? [model.system] : []),
  riskTier: model => (model.riskTier ? [model.riskTier] : []),
  license: model => (model.license ? [model.license] : []),
  registry: model => [model.registryId],
  stale: model => [String(model.stale)],
};

const FIELDS = Object.keys(VALUES) as (keyof ModelFacetsResponse)[];

function valuesOf(model: Model, field: keyof ModelFacetsResponse): string[] {
  const values = VALUES[field](model);
  return values.length > 0 ? values : ['none'];
}

function matches(
  model: Model,
  filter: ModelFilter,
  except?: keyof ModelFacetsResponse,
): boolean {
  const words = (filter.query ?? '').toLocaleLowerCase('en-US').split(/\s+/);
  const text = [model.title, model.nativeName, model.purpose, model.task]
    .join(' ')
    .toLocaleLowerCase('en-US');
  return (
    words.every(word => text.includes(word)) &&
    (!filter.entityRef || filter.entityRef.includes(model.entityRef)) &&
    FIELDS.filter(field => field !== except && filter[field]).every(field => {
      const allowed: string[] = [filter[field] ?? []].flat();
      return valuesOf(model, field).some(value => allowed.includes(value));
    })
  );
}

/** The models that pass a filter. */
export function filterModels(models: Model[], filter: ModelFilter): Model[] {
  return models.filter(model => matches(model, filter));
}

/** The models in the order that a query asks for. */
export function sortModels(models: Model[], query: ModelsQuery): Model[] {
  const key = (model: Model): string | number => {
    switch (query.sort) {
      case 'updatedAt':
        return model.updatedAt ?? '';
      case 'stage':
        return model.stagedVersions[0]
          ? MODEL_STAGES.indexOf(model.stagedVersions[0].stage)
          : -1;
      case 'riskTier':
        return model.riskTier ? RISK_TIERS.indexOf(model.riskTier) : -1;
      case 'owner':
        return model.owner ?? '';
      case 'versionCount':
        return model.versionCount;
      default:
        return model.title.toLocaleLowerCase('en-US');
    }
  };
  const direction = query.order === 'desc' ? -1 : 1;
  return [...models].sort((a, b) => {
    const [left, right] = [key(a), key(b)];
    return left === right ? 0 : (left < right ? -1 : 1) * direction;
  });
}

/** Counts of each field under the filters on the other fields. */
export function countFacets(
  models: Model[],
  filter: ModelFilter,
): ModelFacetsResponse {
  const facet = (field: keyof ModelFacetsResponse) => {
    const counts = new Map<string, number>();
    for (const model of models.filter(one => matches(one, filter, field))) {
      for (const value of new Set(valuesOf(model, field))) {
        counts.set(value, (counts.get(value) ?? 0) + 1);
      }
    }
    return [...counts].map(([value, count]) => ({ value, count }));
  };
  return {
    stage: facet('stage'),
    task: facet('task'),
    framework: facet('framework'),
    owner: facet('owner'),
    system: facet('system'),
    riskTier: facet('riskTier'),
    license: facet('license'),
    registry: facet('registry'),
    stale: facet('stale'),
  };
}
