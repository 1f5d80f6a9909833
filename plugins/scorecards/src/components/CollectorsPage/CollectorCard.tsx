import { useApi } from '@backstage/frontend-plugin-api';
import { Alert, Text } from '@backstage/ui';
import {
  AskButton,
  formatDuration,
  KeyValueList,
  Panel,
  RelativeTime,
  StateBadge,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import {
  scorecardsCollectorRefreshPermission,
  type CollectorStatus,
} from '@platform-ops/backstage-plugin-scorecards-common';
import { scorecardsApiRef } from '@platform-ops/backstage-plugin-scorecards-react';
import { RiRefreshLine } from '@remixicon/react';
import { describeCollector } from './describeCollector';
import { FactTypes } from './FactTypes';
import styles from './CollectorsPage.module.css';

/** One collector: whether facts come, how old they are, what went wrong. */
export function CollectorCard(props: {
  collector: CollectorStatus;
  onChanged: () => void;
}) {
  const { collector, onChanged } = props;
  const api = useApi(scorecardsApiRef);
  const { state, label, reason } = describeCollector(collector);
  return (
    <Panel
      title={collector.title}
      action={<StateBadge state={state} label={label} reason={reason} />}
    >
      <div className={styles.body}>
        <Text as="p" variant="body-small" color="secondary">
          {reason}
        </Text>
        {collector.errors.map(error => (
          <Alert key={error} status="danger" icon title={error} />
        ))}
        <KeyValueList
          items={[
            {
              label: 'Last success',
              value: collector.lastSucceededAt ? (
                <RelativeTime time={collector.lastSucceededAt} />
              ) : (
                'never'
              ),
            },
            ...(collector.feed === 'asked'
              ? [
                  {
                    label: 'Took',
                    value:
                      collector.lastSeconds === undefined
                        ? undefined
                        : formatDuration(collector.lastSeconds),
                  },
                ]
              : []),
            {
              label: 'Facts that hold',
              value: collector.facts.toLocaleString('en'),
            },
            {
              label: 'Id and version',
              value: `${collector.id} ${collector.version}`,
            },
          ]}
        />
        <FactTypes factTypes={collector.factTypes} />
        {collector.feed === 'asked' && (
          <AskButton
            permission={scorecardsCollectorRefreshPermission}
            label="Collect now"
            icon={<RiRefreshLine />}
            ask={async () => {
              await api.refreshCollector(collector.id);
              onChanged();
            }}
            success={`${collector.title} is being asked`}
            failure={`${collector.title} could not be asked`}
          />
        )}
      </div>
    </Panel>
  );
}
