import { Alert, Text } from '@backstage/ui';
import type {
  FileChange,
  PathDifference,
} from '@platform-ops/backstage-plugin-golden-paths-common';
import { EmptyState } from '@platform-ops/backstage-plugin-platform-ops-react';
import { useState } from 'react';
import { FileLayout, FileTree } from '../Files';
import { PatchView } from './PatchView';
import styles from './DifferencePage.module.css';

const MARKS: Record<FileChange['change'], string> = {
  added: 'new',
  removed: 'gone',
  changed: 'changed',
};

function countChanges(files: readonly FileChange[]): string {
  return (['added', 'changed', 'removed'] as const)
    .map(change => {
      const count = files.filter(file => file.change === change).length;
      return count > 0 && `${count} ${MARKS[change]}`;
    })
    .filter(Boolean)
    .join(', ');
}

/** The files that a newer version of the path would write otherwise. */
export function DifferenceView(props: { difference: PathDifference }) {
  const { files, from, to, isRecorded } = props.difference;
  const [picked, setPicked] = useState<string>();
  const file = files.find(({ path }) => path === picked) ?? files[0];
  if (!file) {
    return (
      <EmptyState
        title={`${to} would change no file`}
        description={
          from === to
            ? 'It was made with the newest version.'
            : `It was made with ${from}; with the same parameters ${to} writes what is there.`
        }
      />
    );
  }
  return (
    <>
      <Text as="p" variant="body-medium">
        From {from} to {to}: {countChanges(files)}. This is what the path would
        write with the parameters that it was made with; nothing has been
        changed.
      </Text>
      {isRecorded === false && (
        <Alert
          status="info"
          icon
          title="What the path wrote is not recorded"
          description="Changes of people are therefore among those that are shown, and files that the path writes no longer are not."
        />
      )}
      <FileLayout
        tree={
          <FileTree
            label="Files that would change"
            files={files}
            selected={file.path}
            onSelect={setPicked}
            mark={({ change, isEdited }) => (
              <span className={styles.mark}>
                {MARKS[change]}
                {isEdited && ', edited'}
              </span>
            )}
          />
        }
      >
        {file.isEdited && (
          <Text as="p" variant="body-medium">
            People changed this file since the path wrote it: their changes are
            to be kept by hand.
          </Text>
        )}
        {file.patch ? (
          <PatchView path={file.path} patch={file.patch} />
        ) : (
          <EmptyState
            title={file.path}
            description="It is not shown line by line: it is no text, or larger than a megabyte."
          />
        )}
      </FileLayout>
    </>
  );
}
