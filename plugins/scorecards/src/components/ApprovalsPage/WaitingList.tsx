import {
  EmptyState,
  LoadFailure,
  SkeletonLines,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { useInbox } from '../../hooks/useInbox';
import { DecisionCard } from './DecisionCard';
import { ExpiringItem } from './ExpiringItem';
import { WaitingSection } from './WaitingSection';
import { WantedSection } from './WantedSection';

const SKELETON_LINES = 4;
const SKELETON_HEIGHT = 120;

/** What others asked for, what the viewer asked for, what ends, what is wanted. */
export function WaitingList() {
  const { value: inbox, error, reload } = useInbox();
  if (!inbox) {
    return error ? (
      <LoadFailure what="what waits for you" error={error} onRetry={reload} />
    ) : (
      <SkeletonLines
        lines={SKELETON_LINES}
        lineHeight={SKELETON_HEIGHT}
        label="Loading what waits for you"
      />
    );
  }
  const { toDecide, requested, expiring, totals } = inbox;
  const isEmpty = Object.values(totals).every(total => total === 0);
  return (
    <>
      {error && (
        <LoadFailure
          what="the newest of what waits for you"
          error={error}
          onRetry={reload}
        >
          What is shown is what was read before.
        </LoadFailure>
      )}
      {isEmpty && (
        <EmptyState
          title="Nothing waits for you"
          description="Requests that you may decide, your own requests, exemptions and statements that end soon, and statements that are wanted of you appear here. You ask for an exemption at a control, on the Compliance tab of a system or model."
        />
      )}
      <WaitingSection
        title="To decide"
        description="What others asked for. Whoever asks never decides; the oldest stands first."
        items={toDecide}
        total={totals.toDecide}
        keyOf={({ id }) => id}
      >
        {decision => <DecisionCard decision={decision} onDone={reload} />}
      </WaitingSection>
      <WaitingSection
        title="My requests"
        description="What you asked for and nobody has decided yet. Until then nothing changes."
        items={requested}
        total={totals.requested}
        keyOf={({ id }) => id}
      >
        {decision => <DecisionCard decision={decision} onDone={reload} />}
      </WaitingSection>
      <WaitingSection
        title="Ends soon"
        description="Then the control counts as what the machines find, or is unknown."
        items={expiring}
        total={totals.expiring}
        keyOf={({ kind, id }) => `${kind} ${id}`}
      >
        {item => <ExpiringItem expiring={item} onDone={reload} />}
      </WaitingSection>
      {totals.toAttest > 0 && (
        <WantedSection total={totals.toAttest} onDone={reload} />
      )}
    </>
  );
}
