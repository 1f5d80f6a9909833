import { Alert, Text } from '@backstage/ui';
import {
  DataTable,
  Panel,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import type { WhatIfResponse } from '@platform-ops/backstage-plugin-scorecards-common';
import { countOf } from '../../controls/countWords';
import { ChangedEntity } from './ChangedEntity';
import styles from './WhatIf.module.css';

type FrameworkRow = WhatIfResponse['frameworks'][number];

const count =
  (field: 'better' | 'worse' | 'same') =>
  (row: FrameworkRow): string =>
    row[field].toLocaleString('en');

const COLUMNS = [
  {
    id: 'title',
    title: 'Framework',
    rowHeader: true,
    cell: ({ title, isNew }: FrameworkRow) =>
      isNew ? `${title} (new)` : title,
  },
  { id: 'better', title: 'Better', width: '6rem', cell: count('better') },
  { id: 'worse', title: 'Worse', width: '6rem', cell: count('worse') },
  { id: 'same', title: 'Same', width: '6rem', cell: count('same') },
];

function Problems(props: { problems: WhatIfResponse['problems'] }) {
  const { problems } = props;
  return (
    <Panel title={`${countOf(problems.length, 'problem')} in the files`}>
      <div className={styles.body} role="alert">
        <Text as="p" variant="body-medium">
          Nothing was evaluated. Mend these first:
        </Text>
        <ul className={styles.problems} aria-label="Problems">
          {problems.map(({ file, line, message }) => (
            <li key={`${file} ${line} ${message}`}>
              <code>{line === undefined ? file : `${file}:${line}`}</code>:{' '}
              {message}
            </li>
          ))}
        </ul>
      </div>
    </Panel>
  );
}

/** What the rules would change, or what is wrong with them. */
export function WhatIfResult(props: { answer: WhatIfResponse }) {
  const { problems, frameworks, items, evaluated, entities } = props.answer;
  if (problems.length > 0) {
    return <Problems problems={problems} />;
  }
  const frameworkTitle = (id: string) =>
    frameworks.find(framework => framework.id === id)?.title ?? id;
  return (
    <Panel title="What would change">
      <div className={styles.body}>
        <Text as="p" variant="body-medium">
          Tried on {countOf(evaluated, 'entity', 'entities')}
          {evaluated < entities && ` of ${entities.toLocaleString('en')}`}.
          Nothing was recorded.
        </Text>
        {evaluated < entities && (
          <Alert
            status="warning"
            icon
            title="Not all were tried"
            description="How the others would stand is unknown."
          />
        )}
        <DataTable
          label="Frameworks"
          columns={COLUMNS}
          rows={frameworks}
          rowKey={({ id }) => id}
          minWidth="30rem"
        />
        {items.length === 0 ? (
          <Text as="p" variant="body-medium">
            No verdict would be another.
          </Text>
        ) : (
          items.map(item => (
            <ChangedEntity
              key={`${item.entityRef} ${item.frameworkId}`}
              item={item}
              frameworkTitle={frameworkTitle(item.frameworkId)}
            />
          ))
        )}
      </div>
    </Panel>
  );
}
