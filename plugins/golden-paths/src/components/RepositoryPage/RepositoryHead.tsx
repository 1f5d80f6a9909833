import { parseEntityRef } from '@backstage/catalog-model';
import type { Repository } from '@platform-ops/backstage-plugin-golden-paths-common';
import {
  CodeBlock,
  EntityLink,
  KeyValueList,
  RelativeTime,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import styles from './RepositoryPage.module.css';

const SHORT_HASH = 10;

/** Git asks for the token itself where the command line holds none. */
function cloneCommand(cloneUrl: string): string {
  return `git -c http.extraHeader="Authorization: Bearer $PORTAL_TOKEN" clone ${cloneUrl}`;
}

/** Whose it is, what made it, and how to get it. */
export function RepositoryHead(props: { repository: Repository }) {
  const { repository } = props;
  const { owner, path, entityRefs, pushedAt, headCommit, cloneUrl } =
    repository;
  return (
    <>
      <KeyValueList
        items={[
          { label: 'Owner', value: <EntityLink entityRef={owner} /> },
          { label: 'Made by', value: path && `${path.name} ${path.version}` },
          {
            label: 'Describes',
            value:
              entityRefs.length === 0
                ? 'nothing that you may see'
                : entityRefs.map(entityRef => (
                    <div key={entityRef}>
                      <EntityLink entityRef={entityRef} /> (
                      {parseEntityRef(entityRef).kind})
                    </div>
                  )),
          },
          {
            label: 'Last commit',
            value: (
              <>
                <code title={headCommit}>
                  {headCommit.slice(0, SHORT_HASH)}
                </code>
                , <RelativeTime time={pushedAt} />
              </>
            ),
          },
        ]}
      />
      <div className={styles.clone}>
        <CodeBlock title="git clone" text={cloneCommand(cloneUrl)} />
      </div>
    </>
  );
}
