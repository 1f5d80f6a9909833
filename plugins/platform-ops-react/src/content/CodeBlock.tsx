import { useId } from 'react';
import { DownloadButton } from '../export';
import { CopyButton } from './CopyButton';
import styles from './CodeBlock.module.css';

/** @public */
export interface CodeBlockProps {
  /** What it is, for example the name of the file. */
  title: string;
  text: string;
  /** Offers the text as a file of this name. */
  fileName?: string;
  /** Of the file, `text/plain` unless told. */
  type?: string;
}

/**
 * A text to paste somewhere else, to copy and perhaps to save.
 *
 * @public
 */
export function CodeBlock(props: CodeBlockProps) {
  const { title, text, fileName, type = 'text/plain' } = props;
  const titleId = useId();
  return (
    <div className={styles.block}>
      <div className={styles.head}>
        <span id={titleId} className={styles.title}>
          {title}
        </span>
        <CopyButton text={text} label={`Copy ${title}`} />
        {fileName && (
          <DownloadButton
            label={`Download ${fileName}`}
            fileName={fileName}
            content={() => text}
            type={type}
          />
        )}
      </div>
      <pre
        className={styles.code}
        role="group"
        aria-labelledby={titleId}
        // A reader without a mouse must be able to scroll what is cut off.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
      >
        {text}
      </pre>
    </div>
  );
}
