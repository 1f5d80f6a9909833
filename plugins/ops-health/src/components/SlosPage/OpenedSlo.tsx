import {
  AppLink,
  EmptyState,
  EntityLink,
  LoadFailure,
  Panel,
  SkeletonLines,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { useSlos } from '../../hooks/useSlos';
import { SloBadge, SloDetail } from '../Slo';
import styles from './SlosPage.module.css';

/** One objective in full. */
export function OpenedSlo(props: {
  entityRef: string;
  id: string;
  /** The list that it was opened from. */
  listPath: string;
}) {
  const { entityRef, id, listPath } = props;
  const { value, error, reload } = useSlos({ entityRef: [entityRef] });
  const slo = value?.items.find(each => each.id === id);
  return (
    <>
      <div>
        <AppLink to={listPath}>All objectives</AppLink>
      </div>
      {error && (
        <LoadFailure what="the objective" error={error} onRetry={reload}>
          {value && 'What is shown is what was read before.'}
        </LoadFailure>
      )}
      {!value && !error && (
        <SkeletonLines lines={12} label="Loading the objective" />
      )}
      {value && !slo && (
        <EmptyState
          title="This objective is gone"
          description={
            <>
              Its definition was removed or renamed, or you may not see{' '}
              <EntityLink entityRef={entityRef} tab="health" />.
            </>
          }
        />
      )}
      {slo && (
        <Panel
          title={slo.title}
          action={
            <span className={styles.of}>
              of{' '}
              <EntityLink
                entityRef={slo.entityRef}
                title={slo.entityTitle}
                tab="health"
              />
              <SloBadge slo={slo} />
            </span>
          }
        >
          <SloDetail slo={slo} />
        </Panel>
      )}
    </>
  );
}
