import { RiFileLine, RiFolderLine } from '@remixicon/react';
import { useMemo, type ReactNode } from 'react';
import { buildTree, type FileFolder } from './buildTree';
import styles from './FileTree.module.css';

interface FileTreeProps<T> {
  /** Of the list, e.g. "Files that would be made". */
  label: string;
  files: readonly T[];
  selected: string | undefined;
  onSelect: (path: string) => void;
  /** Behind the name of a file. */
  mark?: (file: T) => ReactNode;
}

function Folder<T extends { path: string }>(
  props: Omit<FileTreeProps<T>, 'files' | 'label'> & { folder: FileFolder<T> },
) {
  const { folder, selected, onSelect, mark } = props;
  return (
    <>
      {folder.folders.map(inner => (
        <li key={inner.path}>
          <details open>
            <summary className={styles.folder}>
              <RiFolderLine size={14} aria-hidden />
              {inner.name}
            </summary>
            <ul className={styles.list}>
              <Folder
                folder={inner}
                selected={selected}
                onSelect={onSelect}
                mark={mark}
              />
            </ul>
          </details>
        </li>
      ))}
      {folder.files.map(({ name, file }) => (
        <li key={file.path}>
          <button
            type="button"
            className={styles.file}
            title={file.path}
            aria-current={file.path === selected ? 'true' : undefined}
            onClick={() => onSelect(file.path)}
          >
            <RiFileLine size={14} aria-hidden />
            <span className={styles.name}>{name}</span>
            {mark?.(file)}
          </button>
        </li>
      ))}
    </>
  );
}

/** Files in their folders, one of which is looked at. */
export function FileTree<T extends { path: string }>(props: FileTreeProps<T>) {
  const { label, files, ...rest } = props;
  const root = useMemo(() => buildTree(files), [files]);
  return (
    <nav aria-label={label} className={styles.tree}>
      <ul className={styles.list}>
        <Folder folder={root} {...rest} />
      </ul>
    </nav>
  );
}
