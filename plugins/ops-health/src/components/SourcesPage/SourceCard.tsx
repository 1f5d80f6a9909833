import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Alert, Text } from '@backstage/ui';
import type { HealthSource } from '@platform-ops/backstage-plugin-ops-health-common';
import {
  AppLink,
  ExternalLink,
  Panel,
  StateBadge,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { sourcesRouteRef } from '../../routes';
import { describeSource } from './describeSource';
import { RefreshButton } from './RefreshButton';
import { SourceErrors } from './SourceErrors';
import { SourceFacts } from './SourceFacts';
import styles from './SourceCard.module.css';

/** One source: whether it answers, what it tells, what it costs. */
export function SourceCard(props: {
  source: HealthSource;
  onChanged: () => void;
  /** All errors, and no link to this very source. */
  opened?: boolean;
}) {
  const { source, onChanged, opened = false } = props;
  const sourcesPath = useRouteRef(sourcesRouteRef)?.();
  const { state, label, reason } = describeSource(source);
  return (
    <Panel
      title={source.title}
      action={<StateBadge state={state} label={label} reason={reason} />}
    >
      <div className={styles.body}>
        <Text as="p" variant="body-small" color="secondary">
          {reason}
        </Text>
        <SourceErrors errors={source.errors} all={opened} />
        {source.warnings.map(warning => (
          <Alert key={warning} status="warning" icon title={warning} />
        ))}
        <SourceFacts source={source} />
        <div className={styles.actions}>
          <RefreshButton source={source} onAsked={onChanged} />
          {source.uiUrl && (
            <ExternalLink href={source.uiUrl}>Open {source.title}</ExternalLink>
          )}
          {!opened && sourcesPath && (
            <AppLink
              to={`${sourcesPath}?source=${source.id}`}
              variant="body-small"
            >
              {source.takesQueries ? 'Joins and test query' : 'Joins'}
            </AppLink>
          )}
        </div>
      </div>
    </Panel>
  );
}
