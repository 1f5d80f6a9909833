import { useApi } from '@backstage/frontend-plugin-api';
import {
  EmptyState,
  LoadFailure,
  SkeletonLines,
  useLoad,
  useQueryParams,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { goldenPathsApiRef } from '../../api';
import { FileContent, FileLayout, FileTree } from '../Files';

const READ_FIRST = 'README.md';
const SKELETON_LINES = 12;

function RepositoryFileContent(props: {
  name: string;
  commit: string;
  file: { path: string; executable: boolean };
}) {
  const { name, commit, file } = props;
  const api = useApi(goldenPathsApiRef);
  const { value, error, loading, reload } = useLoad(
    `${name} ${commit} ${file.path}`,
    () => api.getFile(name, file.path, commit),
  );
  return (
    <>
      {error && <LoadFailure what="the file" error={error} onRetry={reload} />}
      {!value && !error && loading && (
        <SkeletonLines lines={SKELETON_LINES} label={`Loading ${file.path}`} />
      )}
      {value && (
        <FileContent file={{ ...value, executable: file.executable }} />
      )}
    </>
  );
}

/** The files of a repository as they are now; the one that is read is in the URL. */
export function RepositoryFiles(props: { name: string; commit: string }) {
  const { name, commit } = props;
  const api = useApi(goldenPathsApiRef);
  const [params, setParams] = useQueryParams();
  const { value, error, loading, reload } = useLoad(`${name} ${commit}`, () =>
    api.getTree(name, commit),
  );
  if (error) {
    return <LoadFailure what="the files" error={error} onRetry={reload} />;
  }
  if (!value) {
    return loading ? (
      <SkeletonLines lines={SKELETON_LINES} label="Loading the files" />
    ) : null;
  }
  const wanted = params.get('file');
  const file =
    value.files.find(({ path }) => path === wanted) ??
    value.files.find(({ path }) => path === READ_FIRST) ??
    value.files[0];
  if (!file) {
    return (
      <EmptyState
        title="The repository is empty"
        description="Its files would be here."
      />
    );
  }
  return (
    <FileLayout
      tree={
        <FileTree
          label="Files"
          files={value.files}
          selected={file.path}
          onSelect={path => setParams({ file: path }, { push: true })}
        />
      }
    >
      <RepositoryFileContent name={name} commit={value.commit} file={file} />
    </FileLayout>
  );
}
