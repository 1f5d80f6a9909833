import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  useEntity,
  useEntityPresentation,
} from '@backstage/plugin-catalog-react';
import type { EntityHeaderLayoutProps } from '@backstage/plugin-catalog-react/alpha';
import { Header, type HeaderMetadataItem } from '@backstage/ui';
import type { ModelSummary } from '@platform-ops/backstage-plugin-models-common';
import {
  useModelDecorations,
  type ModelDecoration,
} from '@platform-ops/backstage-plugin-models-react';
import {
  EntityLink,
  StaleMark,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { useMemo } from 'react';
import { useEntityModel } from '../../hooks/useEntityModel';
import { describeStanding } from './describeStanding';
import { ModelActions } from './ModelActions';

function useBadges(
  badges: readonly ModelDecoration[],
  entityRef: string,
): HeaderMetadataItem[] {
  const refs = useMemo(() => [entityRef], [entityRef]);
  const states = useModelDecorations(badges, refs);
  return badges.flatMap(({ id, title }) => {
    const state = states.get(id);
    return state?.status === 'ready'
      ? [{ label: title, value: state.data.render(entityRef) }]
      : [];
  });
}

function modelFacts(model: ModelSummary): HeaderMetadataItem[] {
  return [
    {
      label: 'Owner',
      value: model.owner ? <EntityLink entityRef={model.owner} /> : 'no owner',
    },
    ...(model.system
      ? [{ label: 'System', value: <EntityLink entityRef={model.system} /> }]
      : []),
    { label: 'Risk', value: model.riskTier ?? 'unknown' },
    ...(model.stale
      ? [
          {
            label: 'State',
            value: (
              <StaleMark since={model.lastSyncedAt} source={model.registryId} />
            ),
          },
        ]
      : []),
  ];
}

/**
 * The header of a model's page: what is in production, what comes next, whose
 * it is, and what other plugins say about it.
 */
export function ModelHeader(
  props: EntityHeaderLayoutProps & { badges: readonly ModelDecoration[] },
) {
  const { entity } = useEntity();
  const { value: model } = useEntityModel();
  const { primaryTitle } = useEntityPresentation(entity);
  const badges = useBadges(props.badges, stringifyEntityRef(entity));
  const type = model?.type ?? entity.spec?.type?.toString();
  return (
    <Header
      title={model?.title ?? primaryTitle}
      tags={[{ label: 'Model' }, ...(type ? [{ label: type }] : [])]}
      description={model && describeStanding(model)}
      metadata={[...(model ? modelFacts(model) : []), ...badges]}
      tabs={props.tabs}
      activeTabId={props.activeTabId}
      customActions={<ModelActions entity={entity} uiUrl={model?.uiUrl} />}
    />
  );
}
