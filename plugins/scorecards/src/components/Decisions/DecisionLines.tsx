import { EntityLink } from '@platform-ops/backstage-plugin-platform-ops-react';
import type { Decision } from '@platform-ops/backstage-plugin-scorecards-common';
import { describeBoundValues } from '@platform-ops/scorecards';
import type { ReactNode } from 'react';
import { daysWords } from '../../decisions/decisionWords';
import { Moment } from '../Moment';
import { EvidenceLink } from './EvidenceLink';
import styles from './DecisionLines.module.css';

const ENDS: Partial<Record<Decision['state'], string>> = {
  revoked: 'Revoked',
  withdrawn: 'Withdrawn',
};

function Line(props: {
  did: string;
  by: string | undefined;
  at: string | undefined;
  words: string | undefined;
  children?: ReactNode;
}) {
  const { did, by, at, words } = props;
  return (
    <li className={styles.line}>
      <span className={styles.who}>
        {did}{' '}
        {by ? (
          <>
            by <EntityLink entityRef={by} />
          </>
        ) : null}{' '}
        {at && <Moment time={at} />}
      </span>
      {words && <q className={styles.words}>{words}</q>}
      {props.children}
    </li>
  );
}

/** Who asked, decided and ended, when, and in whose words. */
export function DecisionLines(props: { decision: Decision }) {
  const { decision } = props;
  const { state, boundTo = {}, lapsed } = decision;
  const statedOf = describeBoundValues(boundTo);
  const isOpen = state === 'requested' || state === 'approved';
  return (
    <ul className={styles.lines}>
      <Line
        did={`Asked for ${daysWords(decision.days)}`}
        by={decision.requestedBy}
        at={decision.requestedAt}
        words={decision.reason}
      >
        <EvidenceLink url={decision.evidenceUrl} />
      </Line>
      {statedOf && (
        <li className={styles.line}>
          <span className={styles.who}>
            It is of {statedOf}
            {isOpen && ', and counts as long as that is so'}
            {lapsed !== undefined && `: ${lapsed}`}
          </span>
        </li>
      )}
      {decision.decidedAt && (
        <Line
          did={state === 'rejected' ? 'Rejected' : 'Approved'}
          by={decision.decidedBy}
          at={decision.decidedAt}
          words={decision.comment}
        />
      )}
      {decision.endedAt && (
        <Line
          did={ENDS[state] ?? 'Ended'}
          by={decision.endedBy}
          at={decision.endedAt}
          words={decision.endReason}
        />
      )}
    </ul>
  );
}
