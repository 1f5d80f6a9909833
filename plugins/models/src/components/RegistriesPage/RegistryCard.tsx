import { Alert, ButtonLink, Text } from '@backstage/ui';
import type { ModelRegistryStatus } from '@platform-ops/backstage-plugin-models-common';
import {
  KeyValueList,
  Panel,
  RelativeTime,
  StateBadge,
  formatDuration,
  formatRelativeTime,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { RiExternalLinkLine } from '@remixicon/react';
import { describeRegistry } from './describeRegistry';
import { registryTypeName } from './registryTypeName';
import { SyncNowButton } from './SyncNowButton';
import { SyncProgress } from './SyncProgress';
import styles from './RegistryCard.module.css';

/** One registry: what it holds and whether it still answers. */
export function RegistryCard(props: {
  registry: ModelRegistryStatus;
  onSynced: () => void;
}) {
  const { registry } = props;
  const { counts, lastError, progress } = registry;
  const { state, label, reason } = describeRegistry(registry);
  const typeName = registryTypeName(registry.type);
  return (
    <Panel
      title={registry.title}
      action={<StateBadge state={state} label={label} reason={reason} />}
    >
      <div className={styles.body}>
        <Text as="p" variant="body-small" color="secondary">
          {reason}
        </Text>
        {registry.state === 'failing' && lastError && (
          <Alert
            status="danger"
            icon
            title={`Last attempt ${formatRelativeTime(lastError.at)}`}
            description={lastError.message}
          />
        )}
        {progress && <SyncProgress progress={progress} />}
        <KeyValueList
          items={[
            { label: 'Models', value: counts.models.toLocaleString('en') },
            { label: 'Versions', value: counts.versions.toLocaleString('en') },
            ...(counts.prompts === undefined
              ? []
              : [
                  {
                    label: 'Prompts (not listed)',
                    value: counts.prompts.toLocaleString('en'),
                  },
                ]),
            {
              label: 'Last sync',
              value: registry.lastSyncedAt ? (
                <>
                  <RelativeTime time={registry.lastSyncedAt} />
                  {registry.lastSyncSeconds !== undefined &&
                    `, took ${formatDuration(registry.lastSyncSeconds)}`}
                </>
              ) : (
                'never'
              ),
            },
            {
              label: 'Server',
              value: registry.serverVersion
                ? `${typeName} ${registry.serverVersion}`
                : `${typeName}, version unknown`,
            },
            { label: 'Namespace', value: <code>{registry.id}</code> },
          ]}
        />
        <div className={styles.actions}>
          <SyncNowButton registry={registry} onSynced={props.onSynced} />
          {registry.uiUrl && (
            <ButtonLink
              href={registry.uiUrl}
              target="_blank"
              rel="noopener"
              variant="tertiary"
              size="small"
              iconEnd={<RiExternalLinkLine />}
            >
              Open in {typeName}
            </ButtonLink>
          )}
        </div>
      </div>
    </Panel>
  );
}
