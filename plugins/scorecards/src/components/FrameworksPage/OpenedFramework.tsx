import { useApi, useRouteRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import {
  AppLink,
  EmptyState,
  LoadFailure,
  Panel,
  SkeletonLines,
  useLoad,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { scorecardsApiRef } from '@platform-ops/backstage-plugin-scorecards-react';
import { frameworksRouteRef } from '../../routes';
import { FrameworkMarks } from '../Framework';
import { FrameworkControls } from './FrameworkControls';
import { FrameworkFacts } from './FrameworkFacts';
import styles from './FrameworksPage.module.css';

const SKELETON_LINES = 12;

/** A framework in full: each control, what it asks and from when. */
export function OpenedFramework(props: { frameworkId: string }) {
  const { frameworkId } = props;
  const api = useApi(scorecardsApiRef);
  const path = useRouteRef(frameworksRouteRef)?.() ?? '';
  const {
    value: framework,
    error,
    loading,
    reload,
  } = useLoad(frameworkId, () => api.getFramework(frameworkId));
  return (
    <>
      <AppLink to={path} variant="body-medium">
        All frameworks
      </AppLink>
      {error && (
        <LoadFailure what="this framework" error={error} onRetry={reload} />
      )}
      {!error && !framework && loading && (
        <SkeletonLines lines={SKELETON_LINES} label="Loading the framework" />
      )}
      {!error && !framework && !loading && (
        <EmptyState
          title="This framework is not in force"
          description="It was switched off, or it never was there."
        />
      )}
      {framework && (
        <Panel
          title={framework.title}
          action={<FrameworkMarks framework={framework} />}
        >
          <div className={styles.body}>
            {framework.description && (
              <Text as="p" variant="body-medium">
                {framework.description}
              </Text>
            )}
            <FrameworkFacts
              framework={{
                ...framework,
                controls: framework.controls.length,
              }}
            />
            <FrameworkControls
              frameworkId={framework.id}
              source={framework.source}
              controls={framework.controls}
              onDone={reload}
            />
          </div>
        </Panel>
      )}
    </>
  );
}
