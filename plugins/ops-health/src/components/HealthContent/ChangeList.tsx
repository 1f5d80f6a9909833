import { Text } from '@backstage/ui';
import type {
  HealthChange,
  HealthChangeKind,
  ListHealthChangesResponse,
} from '@platform-ops/backstage-plugin-ops-health-common';
import {
  CountFilter,
  DownloadButton,
  EntityLink,
  ObservedTime,
  PageSection,
  RelativeTime,
  type ChartMark,
  type Loaded,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { useEffect, useRef } from 'react';
import { CHANGE_WORDS, changeKey, countChanges, ofKinds } from '../../changes';
import { changesToCsv } from '../../series/changesToCsv';
import { ChangeIcon, ChangeKind, MissingChanges } from '../Changes';
import styles from './ChangeList.module.css';

function ChangeDetails(props: { change: HealthChange; entityRef: string }) {
  const { change, entityRef } = props;
  return (
    <>
      <ChangeKind kind={change.kind} />
      <span className={styles.text}>
        {change.entityRef !== entityRef && (
          <>
            <EntityLink
              entityRef={change.entityRef}
              title={change.title}
              tab="versions"
            />{' '}
          </>
        )}
        {change.text}
      </span>
      <span className={styles.detail}>
        {change.after ? (
          <ObservedTime time={{ after: change.after, before: change.at }} />
        ) : (
          <RelativeTime time={change.at} />
        )}
      </span>
      {change.environment && (
        <span className={styles.detail}>{change.environment}</span>
      )}
      {change.source && (
        <span className={styles.detail}>by {change.source}</span>
      )}
    </>
  );
}

/** What the marks in the charts mean. */
export function ChangeList(props: {
  entityRef: string;
  changes: Loaded<ListHealthChangesResponse>;
  /** What is shown of them; all where it is empty. */
  kinds: readonly HealthChangeKind[];
  onToggleKind: (kind: HealthChangeKind) => void;
  /** The mark that was pressed. */
  open?: ChartMark;
}) {
  const { open, kinds } = props;
  const { value, error } = props.changes;
  const opened = useRef<HTMLLIElement>(null);
  useEffect(() => {
    opened.current?.focus();
  }, [open]);
  if (error && !value) {
    return (
      <Text as="p" variant="body-small" color="secondary">
        What changed in this time could not be read: {error.message}
      </Text>
    );
  }
  if (!value) {
    return null;
  }
  if (value.items.length === 0) {
    return (
      <>
        <Text as="p" variant="body-small" color="secondary">
          {value.incomplete.length > 0
            ? 'No change in this time is known.'
            : 'Nothing changed in this time.'}
        </Text>
        <MissingChanges changes={value} />
      </>
    );
  }
  const counts = countChanges(value.items);
  const isOpen = ({ at, text }: HealthChange) =>
    open?.label === text && open.time === Date.parse(at) / 1000;
  return (
    <PageSection
      title="What changed in this time"
      action={
        <DownloadButton
          label="Download changes"
          fileName={`changes ${props.entityRef.replace(/[:/]/g, '-')}.csv`}
          content={() => changesToCsv(ofKinds(value.items, kinds))}
        />
      }
    >
      {(counts.length > 1 || kinds.length > 0) && (
        <CountFilter
          label="Kinds of changes"
          items={counts.map(({ kind, count }) => ({
            value: kind,
            title: CHANGE_WORDS[kind][count === 1 ? 0 : 1],
            count,
            icon: <ChangeIcon kind={kind} />,
          }))}
          selected={kinds}
          onToggle={props.onToggleKind}
        />
      )}
      <ol className={styles.changes}>
        {ofKinds(value.items, kinds).map((change, index) => (
          <li
            key={changeKey(change)}
            className={styles.change}
            data-open={isOpen(change) ? '' : undefined}
            ref={isOpen(change) ? opened : undefined}
            tabIndex={-1}
          >
            <span className={styles.number} aria-hidden>
              {index + 1}
            </span>
            <ChangeDetails change={change} entityRef={props.entityRef} />
          </li>
        ))}
      </ol>
      <MissingChanges changes={value} />
    </PageSection>
  );
}
