import { useApi } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { Alert, Button, Text, TextAreaField } from '@backstage/ui';
import {
  opsHealthQueryTestPermission,
  type TestQueryResponse,
} from '@platform-ops/backstage-plugin-ops-health-common';
import { opsHealthApiRef } from '@platform-ops/backstage-plugin-ops-health-react';
import {
  ErrorState,
  ForbiddenState,
  SkeletonLines,
  formatDuration,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { RiPlayLine } from '@remixicon/react';
import { useEffect, useRef, useState } from 'react';
import { QueryRows } from './QueryRows';
import styles from './QueryTest.module.css';

type Outcome =
  | { status: 'asking' }
  | { status: 'answered'; answer: TestQueryResponse }
  | { status: 'failed'; error: Error };

function describeRows({ rows, totalRows, seconds }: TestQueryResponse): string {
  const shown =
    totalRows > rows.length ? `, the first ${rows.length} are shown` : '';
  const noun = totalRows === 1 ? 'row' : 'rows';
  return `${totalRows.toLocaleString('en')} ${noun} in ${formatDuration(
    seconds,
  )}${shown}`;
}

function Answer(props: { outcome: Outcome }) {
  const { outcome } = props;
  switch (outcome.status) {
    case 'asking':
      return <SkeletonLines lines={4} label="Asking the source" />;
    case 'failed':
      return <ErrorState title="The query was refused" error={outcome.error} />;
    default:
      return (
        <>
          {outcome.answer.warnings.map(warning => (
            <Alert key={warning} status="warning" icon title={warning} />
          ))}
          <Text as="p" variant="body-small" color="secondary">
            {describeRows(outcome.answer)}
          </Text>
          {outcome.answer.rows.length > 0 && (
            <QueryRows rows={outcome.answer.rows} />
          )}
        </>
      );
  }
}

/** Sends a query to a source, and shows what comes back. */
export function QueryTest(props: {
  sourceId: string;
  /** Is asked at once. */
  initialQuery?: string;
}) {
  const { sourceId, initialQuery = '' } = props;
  const api = useApi(opsHealthApiRef);
  const { allowed, loading } = usePermission({
    permission: opsHealthQueryTestPermission,
  });
  const [query, setQuery] = useState(initialQuery);
  const [outcome, setOutcome] = useState<Outcome>();
  const asked = useRef(0);

  const test = async () => {
    asked.current += 1;
    const turn = asked.current;
    // An answer to an older question is dropped.
    const put = (next: Outcome) => turn === asked.current && setOutcome(next);
    put({ status: 'asking' });
    try {
      const answer = await api.testQuery(sourceId, query.trim());
      put({ status: 'answered', answer });
    } catch (error) {
      put({
        status: 'failed',
        error: error instanceof Error ? error : new Error(String(error)),
      });
    }
  };

  const isFirst = useRef(true);
  useEffect(() => {
    if (initialQuery && allowed && isFirst.current) {
      isFirst.current = false;
      test();
    }
  });

  if (!allowed && !loading) {
    return (
      <ForbiddenState
        what="the answers of a source to queries of your own"
        permission={opsHealthQueryTestPermission.name}
      />
    );
  }
  return (
    <div className={styles.test}>
      <form
        className={styles.form}
        onSubmit={event => {
          event.preventDefault();
          test();
        }}
      >
        <TextAreaField
          className={styles.query}
          label="Query"
          rows={3}
          value={query}
          onChange={setQuery}
        />
        <Button
          type="submit"
          size="small"
          iconStart={<RiPlayLine />}
          isDisabled={!query.trim() || loading}
          isPending={outcome?.status === 'asking'}
        >
          Test this query
        </Button>
      </form>
      <div aria-live="polite" className={styles.answer}>
        {outcome && <Answer outcome={outcome} />}
      </div>
    </div>
  );
}
