import { useApi } from '@backstage/frontend-plugin-api';
import { Container } from '@backstage/ui';
import {
  opsHealthApiRef,
  useHealthSignal,
} from '@platform-ops/backstage-plugin-ops-health-react';
import {
  EmptyState,
  LoadFailure,
  SkeletonLines,
  useInterval,
  useLoad,
  useQueryParams,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { SOURCE_CONFIG } from '../../configExample';
import { SourceCard } from './SourceCard';
import { SourceDetail } from './SourceDetail';
import styles from './SourcesPage.module.css';

/** A refresh in which nothing changed is not signalled. */
const REFRESH_MILLISECONDS = 30_000;

/** What the states rest on, whether it answers, and what it costs. */
export function SourcesPage() {
  const api = useApi(opsHealthApiRef);
  const [params] = useQueryParams();
  const { value, error, reload } = useLoad('sources', () => api.listSources());
  useHealthSignal(reload);
  useInterval(reload, REFRESH_MILLISECONDS);
  const opened = value?.items.find(({ id }) => id === params.get('source'));

  return (
    <Container className={styles.page}>
      {error && (
        <LoadFailure what="the sources" error={error} onRetry={reload}>
          {value && 'What is shown is what was read before.'}
        </LoadFailure>
      )}
      {!error && !value && (
        <SkeletonLines lines={2} lineHeight={220} label="Loading the sources" />
      )}
      {value?.items.length === 0 && (
        <EmptyState
          title="No source is connected yet"
          description="What measures your models and services would be here. Add three lines to app-config.yaml and restart the backend:"
          copy={{ label: 'Copy the configuration', text: SOURCE_CONFIG }}
        />
      )}
      {opened ? (
        <SourceDetail key={opened.id} source={opened} onChanged={reload} />
      ) : (
        <div className={styles.cards}>
          {value?.items.map(source => (
            <SourceCard key={source.id} source={source} onChanged={reload} />
          ))}
        </div>
      )}
    </Container>
  );
}
