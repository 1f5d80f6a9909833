import { Text } from '@backstage/ui';
import { EntityLink } from '@platform-ops/backstage-plugin-platform-ops-react';
import type { WhatIfResponse } from '@platform-ops/backstage-plugin-scorecards-common';
import {
  formatScore,
  VerdictBadge,
} from '@platform-ops/backstage-plugin-scorecards-react';
import type { Verdict } from '@platform-ops/scorecards';
import { levelName } from '../../controls/levelName';
import styles from './WhatIf.module.css';

type Item = WhatIfResponse['items'][number];

function describe(standing: Item['before']): string {
  if (!standing) {
    return 'not asked';
  }
  return `${levelName(standing.level)}, ${formatScore(standing.score)}`;
}

function Side(props: { verdict: Verdict | undefined }) {
  return props.verdict ? (
    <VerdictBadge verdict={props.verdict} />
  ) : (
    <span>not asked</span>
  );
}

/** How an entity would stand, and which controls make the difference. */
export function ChangedEntity(props: { item: Item; frameworkTitle: string }) {
  const { item, frameworkTitle } = props;
  return (
    <section className={styles.entity} aria-label={item.title}>
      <Text as="h3" variant="body-medium" weight="bold">
        <EntityLink
          entityRef={item.entityRef}
          title={item.title}
          tab="compliance"
        />
      </Text>
      <Text as="p" variant="body-small" color="secondary">
        {frameworkTitle}: {describe(item.before)} → {describe(item.after)}
      </Text>
      <ul className={styles.changes} aria-label={`Changes of ${item.title}`}>
        {item.changes.map(change => (
          <li key={change.controlId}>
            <Side verdict={change.before} /> → <Side verdict={change.after} />
            <span>
              {[change.title, change.reason].filter(Boolean).join(': ')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
