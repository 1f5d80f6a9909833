import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  BreadcrumbEntry,
  useApi,
  useRouteRefParams,
} from '@backstage/frontend-plugin-api';
import { Container, Text } from '@backstage/ui';
import {
  EntityLink,
  LoadFailure,
  SkeletonLines,
  useLoad,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { goldenPathsApiRef } from '../../api';
import { differenceRouteRef } from '../../routes';
import { DifferenceView } from './DifferenceView';
import styles from './DifferencePage.module.css';

const SKELETON_LINES = 12;

/** What the newest version of its path would change in an entity. */
export function DifferencePage() {
  const entityRef = stringifyEntityRef(useRouteRefParams(differenceRouteRef));
  const api = useApi(goldenPathsApiRef);
  const { value, error, loading, reload } = useLoad(entityRef, () =>
    api.getDifference(entityRef),
  );
  return (
    <BreadcrumbEntry entry={{ label: 'What would change', href: '.' }}>
      <Container className={styles.page}>
        <Text as="h2" variant="title-small">
          What a newer version of its path would change
        </Text>
        <Text as="p" variant="body-medium">
          In <EntityLink entityRef={entityRef} />
        </Text>
        {error && (
          <LoadFailure what="the difference" error={error} onRetry={reload}>
            Nothing has been changed.
          </LoadFailure>
        )}
        {!value && !error && loading && (
          <SkeletonLines
            lines={SKELETON_LINES}
            label="Rendering the newest version of the path"
          />
        )}
        {value && <DifferenceView difference={value} />}
      </Container>
    </BreadcrumbEntry>
  );
}
