import type { FleetGroup } from '@platform-ops/backstage-plugin-ops-health-common';
import {
  useAppNavigate,
  useEntityPath,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import {
  useId,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
} from 'react';
import { FleetGroupTile } from './FleetGroupTile';
import { FleetTooltip } from './FleetTooltip';
import { listSpots, type FleetSpot } from './fleetSpots';
import { findNextSpot, type Direction } from './findNextSpot';
import styles from './FleetMap.module.css';

const DIRECTIONS: Record<string, Direction | undefined> = {
  ArrowLeft: 'previous',
  ArrowRight: 'next',
  ArrowUp: 'up',
  ArrowDown: 'down',
  Home: 'first',
  End: 'last',
};

/** With more, the cells have to be small. */
const ROOMY_SPOTS = 400;

function spotUnder(target: EventTarget): number | undefined {
  const element = (target as Element).closest<HTMLElement>('[data-spot]');
  return element ? Number(element.dataset.spot) : undefined;
}

/**
 * A cell per entity, in tiles per system. One stop for the keyboard: arrows
 * walk over the cells, Enter opens.
 */
export function FleetMap(props: { groups: readonly FleetGroup[] }) {
  const { groups } = props;
  const id = useId();
  const pathOf = useEntityPath();
  const navigate = useAppNavigate();
  const map = useRef<HTMLDivElement>(null);
  const { spots, firstSpots } = useMemo(() => listSpots(groups), [groups]);
  // The tiles are thousands of elements: which of them is walked or pointed at
  // must not render them anew.
  const [walked, setWalked] = useState<number>();
  const [pointed, setPointed] = useState<number>();
  const shown = pointed ?? walked;
  const elements = () => [
    ...(map.current?.querySelectorAll<HTMLElement>('[data-spot]') ?? []),
  ];

  const open = (spot: FleetSpot | undefined) => {
    if (spot && pathOf) {
      navigate(pathOf(spot.entityRef, spot.tab));
    }
  };
  const walk = (event: KeyboardEvent) => {
    const direction = DIRECTIONS[event.key];
    if (event.key === 'Enter' && walked !== undefined) {
      open(spots[walked]);
    } else if (direction) {
      event.preventDefault();
      const all = elements();
      const next = findNextSpot(all, walked ?? 0, direction);
      all[next]?.scrollIntoView?.({ block: 'nearest' });
      setPointed(undefined);
      setWalked(next);
    }
  };
  // New tabs and windows are left to the browser.
  const click = (event: MouseEvent) => {
    const changed = event.metaKey || event.ctrlKey || event.shiftKey;
    const index = spotUnder(event.target);
    if (index !== undefined && !changed && event.button === 0) {
      event.preventDefault();
      open(spots[index]);
    }
  };
  return (
    <>
      <div
        ref={map}
        className={styles.map}
        role="listbox"
        aria-label="Fleet, worst first"
        aria-describedby={`${id}-help`}
        aria-activedescendant={
          walked === undefined ? undefined : `${id}-${walked}`
        }
        tabIndex={0}
        onFocus={() => setWalked(index => index ?? 0)}
        onBlur={() => setWalked(undefined)}
        onKeyDown={walk}
        onClick={click}
        onPointerOver={event => setPointed(spotUnder(event.target))}
        onPointerLeave={() => setPointed(undefined)}
      >
        {groups.map((group, index) => (
          <FleetGroupTile
            key={group.system ?? ''}
            group={group}
            idPrefix={id}
            firstSpot={firstSpots[index]}
            roomy={spots.length <= ROOMY_SPOTS}
            pathOf={pathOf}
          />
        ))}
      </div>
      <p id={`${id}-help`} className={styles.help}>
        Arrow keys walk over the cells, Enter opens one. The table has the same.
      </p>
      {shown !== undefined && spots[shown] && (
        <FleetTooltip
          spot={spots[shown]}
          element={elements()[shown]}
          marked={shown === walked}
        />
      )}
    </>
  );
}
