import { stateWord } from '@platform-ops/backstage-plugin-ops-health-common';
import { useHealthSummary } from '@platform-ops/backstage-plugin-ops-health-react';
import { StateIcon } from '@platform-ops/backstage-plugin-platform-ops-react';
import { useEffect, useReducer, useState } from 'react';
import type { FleetSpot } from './fleetSpots';
import styles from './FleetTooltip.module.css';

const WIDTH = 280;
const GAP = 8;

/** Whoever sweeps over the cells does not want to know why. */
const RESTING_MILLISECONDS = 200;

function CellReason(props: { entityRef: string }) {
  const { value } = useHealthSummary(props.entityRef);
  return <div className={styles.reason}>{value?.reason ?? '…'}</div>;
}

function useRested(key: string): boolean {
  const [rested, setRested] = useState<string>();
  useEffect(() => {
    const timer = setTimeout(() => setRested(key), RESTING_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [key]);
  return rested === key;
}

/** Renders again where scrolling has moved what is pointed at. */
function useScrolling(): void {
  const [, renderAgain] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    const options = { capture: true, passive: true };
    window.addEventListener('scroll', renderAgain, options);
    return () => window.removeEventListener('scroll', renderAgain, options);
  }, []);
}

/** What the spot under the pointer, or that the keyboard walks on, stands for. */
export function FleetTooltip(props: {
  spot: FleetSpot;
  element: Element | undefined;
  /** The keyboard is here. */
  marked: boolean;
}) {
  const { spot, element, marked } = props;
  const rested = useRested(spot.entityRef);
  useScrolling();
  const box = element?.getBoundingClientRect();
  if (!box) {
    return null;
  }
  const left = Math.max(
    GAP,
    Math.min(box.left, document.documentElement.clientWidth - WIDTH - GAP),
  );
  const below = box.bottom + GAP + 120 < window.innerHeight;
  return (
    <>
      {marked && (
        <div
          className={styles.ring}
          style={{
            left: box.left - 3,
            top: box.top - 3,
            width: box.width + 6,
            height: box.height + 6,
          }}
        />
      )}
      <div
        className={styles.tooltip}
        aria-hidden
        style={{
          left,
          width: WIDTH,
          ...(below
            ? { top: box.bottom + GAP }
            : { bottom: window.innerHeight - box.top + GAP }),
        }}
      >
        <div className={styles.title}>{spot.title}</div>
        <div className={styles.state}>
          <StateIcon state={spot.state} size={14} />
          {stateWord(spot.state)}
          {spot.stale && ', stale'}
        </div>
        {spot.reason !== undefined && (
          <div className={styles.reason}>{spot.reason}</div>
        )}
        {spot.reason === undefined && rested && (
          <CellReason entityRef={spot.entityRef} />
        )}
        {spot.system && <div className={styles.system}>{spot.system}</div>}
      </div>
    </>
  );
}
