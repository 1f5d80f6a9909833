import { Box } from '@backstage/ui';
import { countOf } from '../../controls/countWords';
import type { WantedFramework } from '../../decisions/groupWanted';
import { FrameworkMarks } from '../Framework';
import { WantedControlItem } from './WantedControlItem';
import styles from './Wanted.module.css';

/** The controls of a framework of which statements are wanted. */
export function WantedFrameworkItem(props: {
  framework: WantedFramework;
  /** Open from the beginning. */
  isFirst: boolean;
  onDone: () => void;
}) {
  const { framework, isFirst, onDone } = props;
  return (
    <details className={styles.framework} open={isFirst}>
      <summary>
        <span className={styles.title}>{framework.title}</span>{' '}
        <FrameworkMarks framework={framework} />{' '}
        <span className={styles.detail}>
          {countOf(framework.wanted, 'statement')} about{' '}
          {countOf(framework.groups.length, 'control')}
        </span>
      </summary>
      <Box as="ul" bg="neutral" className={styles.controls}>
        {framework.groups.map(group => (
          <li key={group.controlId}>
            <WantedControlItem group={group} onDone={onDone} />
          </li>
        ))}
      </Box>
    </details>
  );
}
