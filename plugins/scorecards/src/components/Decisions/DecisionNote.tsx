import { EntityLink } from '@platform-ops/backstage-plugin-platform-ops-react';
import type { Decision } from '@platform-ops/backstage-plugin-scorecards-common';
import { kindWords } from '../../decisions/decisionWords';
import { formatDay } from '../../decisions/formatDay';
import styles from './DecisionNote.module.css';

const IN_FORCE: Record<Decision['kind'], string> = {
  statement: 'stated',
  exemption: 'exempt',
  'not-applicable': 'left out',
  alternative: 'met in another way',
};

/** Beside a verdict: until when people decided otherwise, or that somebody asked. */
export function DecisionNote(props: { decision: Decision }) {
  const { kind, state, expiresAt, requestedBy, decidedBy, lapsed } =
    props.decision;
  if (lapsed !== undefined && state === 'approved') {
    return <span className={styles.note}>what was stated does not count</span>;
  }
  return (
    <span className={styles.note}>
      {state === 'approved' ? (
        <>
          {IN_FORCE[kind]} until {formatDay(expiresAt)}, approved by{' '}
          {decidedBy ? <EntityLink entityRef={decidedBy} /> : 'unknown'}
        </>
      ) : (
        <>
          {kindWords(kind).noun} asked for by{' '}
          <EntityLink entityRef={requestedBy} />, nobody has decided yet
        </>
      )}
    </span>
  );
}
