import type { PreviewFile } from '@platform-ops/backstage-plugin-golden-paths-common';
import { EmptyState } from '@platform-ops/backstage-plugin-platform-ops-react';
import { useState } from 'react';
import { FileContent, FileLayout, FileTree } from '../Files';

const READ_FIRST = 'README.md';

/** The files that a path would make. */
export function PreviewFiles(props: { files: readonly PreviewFile[] }) {
  const { files } = props;
  const [picked, setPicked] = useState<string>();
  const file =
    files.find(({ path }) => path === picked) ??
    files.find(({ path }) => path === READ_FIRST) ??
    files[0];
  if (!file) {
    return (
      <EmptyState
        title="It would make no files"
        description="With what the form says, no step of the path writes one."
      />
    );
  }
  return (
    <FileLayout
      tree={
        <FileTree
          label="Files that would be made"
          files={files}
          selected={file.path}
          onSelect={setPicked}
        />
      }
    >
      <FileContent file={file} />
    </FileLayout>
  );
}
