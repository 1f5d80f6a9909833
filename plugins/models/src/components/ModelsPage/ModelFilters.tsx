import { Button } from '@backstage/ui';
import type { ModelFacetsResponse } from '@platform-ops/backstage-plugin-models-common';
import {
  SearchBox,
  SkeletonLines,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import type { ModelsQueryState } from '../../hooks/useModelsQuery';
import { EntityTitle } from './EntityTitle';
import { FilterGroup } from './FilterGroup';
import styles from './ModelFilters.module.css';

/**
 * The filters beside the table. Each value says how many models it would
 * leave.
 */
export function ModelFilters(props: {
  facets: ModelFacetsResponse | undefined;
  state: ModelsQueryState;
}) {
  const { facets, state } = props;
  const { filter, activeFilters } = state;
  return (
    <aside className={styles.filters} aria-label="Filters">
      <SearchBox
        label="Search models"
        placeholder="Name, purpose, task"
        value={filter.query ?? ''}
        onChange={state.setQuery}
      />
      {!facets && <SkeletonLines lines={12} label="Loading the filters" />}
      <FilterGroup
        title="Task"
        missing="no task"
        values={facets?.task}
        selected={filter.task}
        onToggle={value => state.toggle('task', value)}
        open
      />
      <FilterGroup
        title="Owner"
        missing="no owner"
        values={facets?.owner}
        selected={filter.owner}
        onToggle={value => state.toggle('owner', value)}
        renderValue={value => <EntityTitle entityRef={value} />}
        open
      />
      <FilterGroup
        title="Risk"
        missing="unknown"
        values={facets?.riskTier}
        selected={filter.riskTier}
        onToggle={value => state.toggle('riskTier', value)}
        open
      />
      <FilterGroup
        title="Registry"
        missing="no registry"
        values={facets?.registry}
        selected={filter.registry}
        onToggle={value => state.toggle('registry', value)}
        open
      />
      <FilterGroup
        title="Framework"
        missing="no framework"
        values={facets?.framework}
        selected={filter.framework}
        onToggle={value => state.toggle('framework', value)}
      />
      <FilterGroup
        title="License"
        missing="no license"
        values={facets?.license}
        selected={filter.license}
        onToggle={value => state.toggle('license', value)}
      />
      <FilterGroup
        title="System"
        missing="no system"
        values={facets?.system}
        selected={filter.system}
        onToggle={value => state.toggle('system', value)}
        renderValue={value => <EntityTitle entityRef={value} />}
      />
      {activeFilters > 0 && (
        <Button
          className={styles.clear}
          variant="secondary"
          size="small"
          onPress={state.clear}
        >
          Clear all filters
        </Button>
      )}
    </aside>
  );
}
