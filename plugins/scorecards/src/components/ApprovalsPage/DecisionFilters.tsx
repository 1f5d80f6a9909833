import { useApi } from '@backstage/frontend-plugin-api';
import { Button, Select } from '@backstage/ui';
import {
  CopyButton,
  useLoad,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import {
  DECISION_KINDS,
  DECISION_STATES,
} from '@platform-ops/backstage-plugin-scorecards-common';
import { scorecardsApiRef } from '@platform-ops/backstage-plugin-scorecards-react';
import { kindWords, stateWord } from '../../decisions/decisionWords';
import type { DecisionsView } from '../../hooks/useDecisionsView';
import styles from './ApprovalsPage.module.css';

/** What narrows the decisions. */
export function DecisionFilters(props: { view: DecisionsView }) {
  const { view } = props;
  const api = useApi(scorecardsApiRef);
  const { value: frameworks } = useLoad('frameworks', () =>
    api.listFrameworks(),
  );
  return (
    <div className={styles.filters}>
      <Select
        className={styles.select}
        aria-label="States"
        placeholder="All states"
        size="small"
        selectionMode="multiple"
        options={DECISION_STATES.map(id => ({ id, label: stateWord(id) }))}
        value={view.state}
        onChange={keys => view.setList('state', keys.map(String))}
      />
      <Select
        className={styles.select}
        aria-label="Kinds"
        placeholder="All kinds"
        size="small"
        selectionMode="multiple"
        options={DECISION_KINDS.map(id => ({ id, label: kindWords(id).noun }))}
        value={view.kind}
        onChange={keys => view.setList('kind', keys.map(String))}
      />
      <Select
        className={styles.select}
        aria-label="Frameworks"
        placeholder="All frameworks"
        size="small"
        selectionMode="multiple"
        options={(frameworks?.items ?? []).map(({ id, title }) => ({
          id,
          label: title,
        }))}
        value={view.framework}
        onChange={keys => view.setList('framework', keys.map(String))}
      />
      <CopyButton text={window.location.href} label="Copy link" />
      {view.filtered && (
        <Button variant="tertiary" size="small" onPress={view.clear}>
          Clear all filters
        </Button>
      )}
    </div>
  );
}
