import { AppLink } from '@platform-ops/backstage-plugin-platform-ops-react';
import type { Sample } from '@platform-ops/backstage-plugin-scorecards-common';
import { VerdictBadge } from '@platform-ops/backstage-plugin-scorecards-react';
import { RiArrowDownSLine, RiArrowRightSLine } from '@remixicon/react';
import { useId, useState } from 'react';
import { countOf } from '../../controls/countWords';
import { plainReason } from '../../controls/plainReason';
import { useCompliancePath } from '../../hooks/useCompliancePath';
import { NOTHING_RECORDED } from '../../timeline/spanWords';
import { Moment } from '../Moment';
import { EvidenceChain } from './EvidenceChain';
import styles from './SampleItem.module.css';

/** One that was drawn; it opens into what its verdict rests on. */
export function SampleItem(props: {
  item: Sample['items'][number];
  sample: Sample;
}) {
  const { item, sample } = props;
  const chainId = useId();
  const [isOpen, setOpen] = useState(false);
  const pathOf = useCompliancePath();
  const Arrow = isOpen ? RiArrowDownSLine : RiArrowRightSLine;
  const path = pathOf?.(item.entityRef, sample.frameworkId, sample.controlId);
  return (
    <li className={styles.item}>
      <button
        type="button"
        className={styles.head}
        aria-expanded={isOpen}
        aria-controls={chainId}
        onClick={() => setOpen(!isOpen)}
      >
        <Arrow size={16} aria-hidden />
        <span>
          {item.position}. {item.title}
        </span>
      </button>
      <div className={styles.line}>
        {item.verdict ? (
          <VerdictBadge verdict={item.verdict} />
        ) : (
          <span>{NOTHING_RECORDED}</span>
        )}
        {item.reason && <span>{plainReason(item.reason)}</span>}
        {item.since && <Moment time={item.since} prefix="changed" />}
        <span>{countOf(item.changes, 'change')} in the period</span>
        <span className={styles.ref}>
          {path ? (
            <AppLink to={path} variant="body-small">
              {item.entityRef}
            </AppLink>
          ) : (
            item.entityRef
          )}
        </span>
      </div>
      <div
        id={chainId}
        className={styles.chain}
        data-closed={isOpen ? undefined : ''}
      >
        <EvidenceChain item={item} path={path} />
      </div>
    </li>
  );
}
