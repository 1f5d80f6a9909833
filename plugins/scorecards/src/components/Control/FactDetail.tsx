import { Text } from '@backstage/ui';
import {
  CodeBlock,
  KeyValueList,
  RelativeTime,
  StaleMark,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import type { ScorecardFact } from '@platform-ops/backstage-plugin-scorecards-common';
import { Moment } from '../Moment';
import { Disclosure } from './Disclosure';
import styles from './FactDetail.module.css';

/** A fact: what was found out, where, how and when. */
export function FactDetail(props: { fact: ScorecardFact }) {
  const { fact } = props;
  return (
    <div className={styles.fact}>
      <div className={styles.line}>
        <span>{fact.title}</span>
        <span className={styles.origin}>
          from {fact.source},{' '}
          {fact.population === 1
            ? '1 thing looked at'
            : `${fact.population.toLocaleString('en')} things looked at`}
        </span>
        {fact.expired ? (
          <>
            <StaleMark since={fact.collectedAt} source={fact.collector.id} />
            <span>expired, so it does not count</span>
          </>
        ) : (
          <Moment time={fact.collectedAt} />
        )}
      </div>
      <Disclosure title="What was asked and answered">
        <KeyValueList
          items={[
            {
              label: 'Collected',
              value: <RelativeTime time={fact.collectedAt} />,
            },
            {
              label: fact.expired ? 'Held until' : 'Holds until',
              value: <RelativeTime time={fact.expiresAt} />,
            },
            {
              label: 'Collector',
              value: `${fact.collector.id} ${fact.collector.version}`,
            },
            { label: 'Type', value: <code>{fact.type}</code> },
            { label: 'Fingerprint', value: <code>{fact.hash}</code> },
          ]}
        />
        <CodeBlock title="question" text={fact.query} />
        <CodeBlock
          title="answer"
          text={JSON.stringify(fact.value, undefined, 2)}
        />
      </Disclosure>
      <Text as="p" className={styles.printed} variant="body-small">
        Asked: {fact.query}. Fingerprint {fact.hash}.
      </Text>
    </div>
  );
}
