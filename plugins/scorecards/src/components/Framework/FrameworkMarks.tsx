import type { FrameworkSummary } from '@platform-ops/backstage-plugin-scorecards-common';
import styles from './FrameworkMarks.module.css';

/** What is particular about a framework. */
export function FrameworkMarks(props: {
  framework: Pick<FrameworkSummary, 'mappingOnly' | 'voluntary'>;
}) {
  const { mappingOnly, voluntary } = props.framework;
  const marks = [
    {
      shown: voluntary,
      word: 'voluntary',
      meaning: 'Nobody has to follow it: the score says how much is covered',
    },
    {
      shown: mappingOnly,
      word: 'mapping only',
      meaning: 'Its controls are mapped to checks and no more',
    },
  ].filter(({ shown }) => shown);
  return (
    <>
      {marks.map(({ word, meaning }) => (
        <span key={word} className={styles.mark} title={meaning}>
          {word}
        </span>
      ))}
    </>
  );
}
