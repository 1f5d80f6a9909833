import type {
  ControlVerdict,
  Scorecard,
} from '@platform-ops/backstage-plugin-scorecards-common';
import {
  shownVerdict,
  VerdictBadge,
} from '@platform-ops/backstage-plugin-scorecards-react';
import { RiArrowDownSLine, RiArrowRightSLine } from '@remixicon/react';
import { useEffect, useId, useRef } from 'react';
import { plainReason } from '../../controls/plainReason';
import { whyDecided } from '../../decisions/whyDecided';
import type { EntityDecisions } from '../../hooks/useEntityDecisions';
import { ControlDetail } from '../Control';
import { DecisionNote } from '../Decisions';
import { Moment } from '../Moment';
import styles from './ControlRow.module.css';

/** A control in a line; it opens in place. */
export function ControlRow(props: {
  control: ControlVerdict;
  scorecard: Scorecard;
  decisions: EntityDecisions;
  isOpen: boolean;
  onToggle: () => void;
}) {
  const { control, scorecard, decisions, isOpen, onToggle } = props;
  const detailId = useId();
  const row = useRef<HTMLLIElement>(null);
  const openedAtFirst = useRef(isOpen);
  useEffect(() => {
    // A link to a control leads to it, however far down it stands.
    if (openedAtFirst.current) {
      row.current?.scrollIntoView?.({ block: 'start' });
    }
  }, []);
  const own = decisions.of(scorecard.frameworkId, control.id);
  const reason = whyDecided(control, own) ?? plainReason(control.reason);
  const Arrow = isOpen ? RiArrowDownSLine : RiArrowRightSLine;
  return (
    <li ref={row} className={styles.row}>
      <button
        type="button"
        className={styles.head}
        aria-expanded={isOpen}
        aria-controls={isOpen ? detailId : undefined}
        onClick={onToggle}
      >
        <Arrow size={16} aria-hidden className={styles.arrow} />
        <span className={styles.title}>{control.title}</span>
        <span className={styles.citation}>{control.citation}</span>
        {control.critical && <span className={styles.mark}>critical</span>}
        {control.obligation === 'addressable' && (
          <span className={styles.mark}>addressable</span>
        )}
      </button>
      <div className={styles.line}>
        <VerdictBadge verdict={shownVerdict(control)} />
        {control.isUpcoming && (
          <>
            today it would be <VerdictBadge verdict={control.verdict} />
          </>
        )}
        {reason && <span>{reason}</span>}
        {own.map(decision => (
          <DecisionNote key={decision.id} decision={decision} />
        ))}
        <span className={styles.since}>
          <Moment time={control.since} prefix="changed" />
        </span>
      </div>
      {isOpen && (
        <div id={detailId} className={styles.detail}>
          <ControlDetail
            entityRef={scorecard.entityRef}
            frameworkId={scorecard.frameworkId}
            controlId={control.id}
            evaluatedAt={scorecard.evaluatedAt}
            onDone={decisions.reload}
          />
        </div>
      )}
    </li>
  );
}
