import { Text } from '@backstage/ui';
import type { Slo } from '@platform-ops/backstage-plugin-ops-health-common';
import {
  ElapsedTime,
  KeyValueList,
  RelativeTime,
  StaleMark,
  formatRatio,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import type { ReactNode } from 'react';
import { SloBudget } from './SloBudget';
import { SloHistory } from './SloHistory';
import { SloPairs } from './SloPairs';
import { SloRules } from './SloRules';
import styles from './SloDetail.module.css';

const ORIGINS: Record<Slo['origin'], string> = {
  annotation: "the file that the entity's annotation names",
  config: 'the configuration of the portal',
};

function Part(props: { title: string; children: ReactNode }) {
  return (
    <section className={styles.part}>
      <h3>{props.title}</h3>
      {props.children}
    </section>
  );
}

function Facts(props: { slo: Slo }) {
  const { slo } = props;
  return (
    <KeyValueList
      items={[
        { label: 'Promise', value: `${formatRatio(slo.objective)} are good` },
        { label: 'Counted', value: slo.indicatorText },
        { label: 'Period', value: slo.periodText },
        { label: 'Source', value: slo.source && <code>{slo.source}</code> },
        {
          label: 'Who tells people',
          value: slo.evaluator === 'portal' ? 'the portal' : 'Prometheus',
        },
        { label: 'Defined in', value: ORIGINS[slo.origin] },
        {
          label: 'Looked at',
          value: slo.evaluatedAt ? (
            <RelativeTime time={slo.evaluatedAt} />
          ) : (
            'never'
          ),
        },
      ]}
    />
  );
}

/** An objective in full: how it stands, why, and how it came to that. */
export function SloDetail(props: { slo: Slo }) {
  const { slo } = props;
  return (
    <div className={styles.detail}>
      {slo.description && (
        <Text as="p" variant="body-medium">
          {slo.description}
        </Text>
      )}
      <div className={styles.standing}>
        <Text as="p" variant="body-medium" className={styles.reason}>
          {slo.reason}
        </Text>
        {slo.firingSince && (
          <Text as="span" variant="body-small" color="secondary">
            <ElapsedTime since={slo.firingSince} prefix="for" />
          </Text>
        )}
        {slo.stale && slo.evaluatedAt && (
          <StaleMark
            since={slo.evaluatedAt}
            source={slo.source ?? 'the portal'}
          />
        )}
      </div>
      <Part title="Error budget">
        <SloBudget slo={slo} label="Budget" />
        {slo.budget && (
          <Text as="p" variant="body-small" color="secondary">
            {slo.budget.summary}
          </Text>
        )}
        <SloHistory slo={slo} />
      </Part>
      <Part title="Burn rates">
        <SloPairs pairs={slo.pairs} />
      </Part>
      <Part title="What it is">
        <Facts slo={slo} />
      </Part>
      <Part title="Rules for Prometheus">
        <SloRules slo={slo} />
      </Part>
    </div>
  );
}
