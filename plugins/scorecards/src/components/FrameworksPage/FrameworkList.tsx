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
import { orderFrameworks } from '../../controls/orderFrameworks';
import { frameworksRouteRef } from '../../routes';
import { FrameworkMarks } from '../Framework';
import { FrameworkFacts } from './FrameworkFacts';
import { TryRulesLink } from './TryRulesLink';
import styles from './FrameworksPage.module.css';

const SKELETON_LINES = 3;
const SKELETON_HEIGHT = 200;

/** The frameworks, each with what it covers. */
export function FrameworkList() {
  const api = useApi(scorecardsApiRef);
  const path = useRouteRef(frameworksRouteRef)?.() ?? '';
  const { value, error, reload } = useLoad('frameworks', () =>
    api.listFrameworks(),
  );
  if (error && !value) {
    return <LoadFailure what="the frameworks" error={error} onRetry={reload} />;
  }
  if (!value) {
    return (
      <SkeletonLines
        lines={SKELETON_LINES}
        lineHeight={SKELETON_HEIGHT}
        label="Loading the frameworks"
      />
    );
  }
  if (value.items.length === 0) {
    return (
      <EmptyState
        title="No framework is in force"
        description="All are switched off, or no collector brings the facts that they need. The log of the backend says which were left out."
      />
    );
  }
  return (
    <>
      <TryRulesLink />
      <div className={styles.cards}>
        {orderFrameworks(value.items).map(framework => (
          <Panel
            key={framework.id}
            title={framework.title}
            action={<FrameworkMarks framework={framework} />}
          >
            <div className={styles.body}>
              {framework.description && (
                <Text as="p" variant="body-medium">
                  {framework.description}
                </Text>
              )}
              <FrameworkFacts framework={framework} />
              <AppLink
                to={`${path}?framework=${framework.id}`}
                variant="body-small"
                aria-label={`All controls of ${framework.title}`}
              >
                All controls
              </AppLink>
            </div>
          </Panel>
        ))}
      </div>
    </>
  );
}
