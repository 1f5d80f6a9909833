import { RiShieldCheckLine, RiTimeLine } from '@remixicon/react';
import type { GoldenPathFacts } from '../../paths/readGoldenPath';
import styles from './TemplateCard.module.css';

/** How long a path takes, and of which controls it makes the evidence. */
export function GoldenPathFactsList(props: { facts: GoldenPathFacts }) {
  const { minutes, controls } = props.facts;
  return (
    <ul className={styles.facts} aria-label="What you get">
      {minutes && (
        <li className={styles.fact}>
          <RiTimeLine size={14} aria-hidden />
          <span>about {minutes} minutes to the end</span>
        </li>
      )}
      {controls.map(({ framework, ids }) => (
        <li key={framework} className={styles.fact}>
          <RiShieldCheckLine size={14} aria-hidden />
          <details>
            <summary>
              evidence for {ids.length}{' '}
              {ids.length === 1 ? 'control' : 'controls'} of {framework}
            </summary>
            {ids.join(', ')}
          </details>
        </li>
      ))}
    </ul>
  );
}
