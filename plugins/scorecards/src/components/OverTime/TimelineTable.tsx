import { formatAbsoluteTime } from '@platform-ops/backstage-plugin-platform-ops-react';
import type { Timeline } from '@platform-ops/backstage-plugin-scorecards-common';
import { NOTHING_RECORDED, spanWord } from '../../timeline/spanWords';
import styles from './TimelineTable.module.css';

/** Each span of each control as a line, for those who do not see the bars. */
export function TimelineTable(props: { timeline: Timeline }) {
  return (
    <div
      className={styles.scroll}
      role="group"
      aria-label="Controls over time, table"
      // What scrolls must be reachable by keyboard.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      <table className={styles.table} aria-label="Controls over time">
        <thead>
          <tr>
            <th scope="col">Control</th>
            <th scope="col">From</th>
            <th scope="col">To</th>
            <th scope="col">Verdict</th>
            <th scope="col">Because</th>
            <th scope="col">Version</th>
          </tr>
        </thead>
        <tbody>
          {props.timeline.controls.flatMap(({ id, title, citation, spans }) =>
            spans.map(({ from, to, verdict, reason, frameworkVersion }) => (
              <tr key={`${id} ${from}`}>
                <th scope="row">
                  {title} ({citation})
                </th>
                <td>{formatAbsoluteTime(from)}</td>
                <td>{formatAbsoluteTime(to)}</td>
                <td>{verdict ? spanWord(verdict) : NOTHING_RECORDED}</td>
                <td>{reason}</td>
                <td>{frameworkVersion}</td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </div>
  );
}
