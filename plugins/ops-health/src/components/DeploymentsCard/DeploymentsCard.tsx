import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { Text } from '@backstage/ui';
import type { ListDeploymentsResponse } from '@platform-ops/backstage-plugin-ops-health-common';
import { opsHealthApiRef } from '@platform-ops/backstage-plugin-ops-health-react';
import {
  EmptyState,
  LoadFailure,
  Panel,
  SkeletonLines,
  useLoad,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { useLive } from '../../hooks/useLive';
import { DeploymentList } from './DeploymentList';
import { FindingList } from './FindingList';
import styles from './DeploymentsCard.module.css';

function describeRest({ items, totalItems, hidden }: ListDeploymentsResponse) {
  const rest = totalItems - items.length;
  return [
    rest > 0 && `${rest} more are not shown.`,
    hidden > 0 &&
      `${hidden} ${
        hidden === 1 ? 'is' : 'are'
      } left out, for you may not see what serves there.`,
  ]
    .filter(Boolean)
    .join(' ');
}

function Deployments(props: {
  found: ListDeploymentsResponse;
  isModel: boolean;
}) {
  const { found, isModel } = props;
  const rest = describeRest(found);
  return (
    <>
      <FindingList findings={found.findings} withModel={!isModel} />
      {found.items.length === 0 && found.hidden === 0 ? (
        <EmptyState
          title={
            isModel
              ? 'Not observed anywhere'
              : 'Nothing was observed to be served'
          }
          description={
            isModel
              ? 'What serves a version of it would be here: InferenceServices of the connected clusters and SageMaker endpoints whose artefact is that of a version.'
              : 'The model versions that it serves would be here, as its InferenceServices or SageMaker endpoints tell them.'
          }
        />
      ) : (
        <DeploymentList deployments={found.items} isModel={isModel} />
      )}
      {rest && (
        <Text as="p" variant="body-small" color="secondary">
          {rest}
        </Text>
      )}
    </>
  );
}

/**
 * Where versions of a model are served, or which versions a component serves,
 * and whether that is what the registry declares.
 */
export function DeploymentsCard() {
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  const isModel = entity.kind.toLocaleLowerCase('en-US') === 'model';
  const api = useApi(opsHealthApiRef);
  const {
    value: found,
    error,
    loading,
    reload,
  } = useLoad(entityRef, async () => ({
    answer: await api.listDeployments(entityRef),
  }));
  useLive(reload, true);
  return (
    <Panel title={isModel ? 'Where it serves' : 'What it serves'}>
      <div className={styles.body}>
        {error && (
          <LoadFailure
            what={found ? 'the newest deployments' : 'the deployments'}
            error={error}
            onRetry={reload}
          >
            {found && 'What is shown is what was read before.'}
          </LoadFailure>
        )}
        {!found && !error && loading && (
          <SkeletonLines lines={4} label="Loading the deployments" />
        )}
        {found && (
          <Deployments
            found={
              found.answer ?? {
                items: [],
                totalItems: 0,
                hidden: 0,
                findings: [],
              }
            }
            isModel={isModel}
          />
        )}
      </div>
    </Panel>
  );
}
