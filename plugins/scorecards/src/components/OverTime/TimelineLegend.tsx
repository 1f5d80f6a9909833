import {
  SHOWN_VERDICTS,
  verdictMeaning,
} from '@platform-ops/backstage-plugin-scorecards-react';
import type { Verdict } from '@platform-ops/scorecards';
import { spanWord } from '../../timeline/spanWords';
import { SpanSwatch } from '../Spans';
import styles from './TimelineLegend.module.css';

/** What the patterns mean. */
export function TimelineLegend(props: {
  /** Those that are there; undefined for times without a verdict. */
  verdicts: ReadonlySet<Verdict | undefined>;
}) {
  const known = SHOWN_VERDICTS.filter(
    (verdict): verdict is Verdict =>
      verdict !== 'upcoming' && props.verdicts.has(verdict),
  );
  const shown = props.verdicts.has(undefined) ? [...known, undefined] : known;
  return (
    <ul className={styles.legend} aria-label="Legend">
      {shown.map(verdict => (
        <li
          key={verdict ?? 'gap'}
          title={verdict ? verdictMeaning(verdict) : undefined}
        >
          <SpanSwatch look={verdict ?? 'gap'} />
          {spanWord(verdict)}
        </li>
      ))}
    </ul>
  );
}
