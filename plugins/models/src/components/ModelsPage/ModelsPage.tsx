import { useApi } from '@backstage/frontend-plugin-api';
import { Button, Container } from '@backstage/ui';
import {
  modelsApiRef,
  type ModelDecoration,
} from '@platform-ops/backstage-plugin-models-react';
import {
  CopyButton,
  LoadFailure,
  Pager,
  useLoad,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { RiFilter3Line } from '@remixicon/react';
import { useState } from 'react';
import { useModelsQuery } from '../../hooks/useModelsQuery';
import { useModelsSignal } from '../../hooks/useModelsSignal';
import { ModelFilters } from './ModelFilters';
import { ModelsTable } from './ModelsTable';
import { NoModels } from './NoModels';
import { SavedViews } from './SavedViews';
import { StageCounts } from './StageCounts';
import { useWideScreen } from './useWideScreen';
import styles from './ModelsPage.module.css';

export interface ModelsPageProps {
  /** Columns of other plugins. */
  columns: readonly ModelDecoration[];
}

function describeCount(total: number | undefined): string {
  if (total === undefined) {
    return '';
  }
  return total === 1 ? '1 model' : `${total.toLocaleString('en')} models`;
}

/**
 * What models there are, and what is in production.
 */
export function ModelsPage(props: ModelsPageProps) {
  const api = useApi(modelsApiRef);
  const state = useModelsQuery();
  const { filter, query, activeFilters } = state;
  const models = useLoad(JSON.stringify(query), () => api.listModels(query), {
    keepPrevious: true,
  });
  const facets = useLoad(JSON.stringify(filter), () => api.getFacets(filter), {
    keepPrevious: true,
  });
  useModelsSignal(() => {
    models.reload();
    facets.reload();
  });
  const wide = useWideScreen();
  const [toggled, setToggled] = useState<boolean>();
  const showFilters = toggled ?? wide;

  if (models.error && !models.value) {
    return (
      <Container className={styles.page}>
        <LoadFailure
          what="the models"
          error={models.error}
          onRetry={models.reload}
        >
          The models in the catalog can still be opened through search.
        </LoadFailure>
      </Container>
    );
  }
  const total = models.value?.totalItems;
  return (
    <Container className={styles.page}>
      <div className={styles.top}>
        <StageCounts facets={facets.value} state={state} />
        <div className={styles.actions}>
          <Button
            variant="secondary"
            size="small"
            iconStart={<RiFilter3Line />}
            aria-expanded={showFilters}
            onPress={() => setToggled(!showFilters)}
          >
            {activeFilters > 0 ? `Filters (${activeFilters})` : 'Filters'}
          </Button>
          <SavedViews />
          <CopyButton text={window.location.href} label="Copy link" />
        </div>
      </div>
      {models.error && (
        <LoadFailure
          what="the newest state of the models"
          error={models.error}
          onRetry={models.reload}
        >
          The list below is what was read before.
        </LoadFailure>
      )}
      <div className={styles.main} data-filters={showFilters ? '' : undefined}>
        {showFilters && <ModelFilters facets={facets.value} state={state} />}
        <div className={styles.list}>
          {total === 0 && !models.loading ? (
            <NoModels filtered={activeFilters > 0} onClear={state.clear} />
          ) : (
            <ModelsTable
              models={models.value?.items}
              loading={models.loading}
              columns={props.columns}
              state={state}
            />
          )}
          <Pager
            cursor={query.cursor}
            nextCursor={models.value?.nextCursor}
            summary={describeCount(total)}
            onCursor={state.setCursor}
          />
        </div>
      </div>
    </Container>
  );
}
