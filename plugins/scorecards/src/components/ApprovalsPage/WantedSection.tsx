import { useApi } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import {
  LoadFailure,
  PageSection,
  SkeletonLines,
  useLoad,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import {
  scorecardsApiRef,
  useScorecardsSignal,
} from '@platform-ops/backstage-plugin-scorecards-react';
import { groupWanted } from '../../decisions/groupWanted';
import { WantedFrameworkItem } from './WantedFrameworkItem';

const SKELETON_LINES = 5;

/** Statements that are wanted of the viewer, by framework and control. */
export function WantedSection(props: { total: number; onDone: () => void }) {
  const { total, onDone } = props;
  const api = useApi(scorecardsApiRef);
  const { value, error, reload } = useLoad('wanted', async () => {
    const [wanted, { items: frameworks }] = await Promise.all([
      api.listWantedAttestations(),
      api.listFrameworks(),
    ]);
    return {
      frameworks: groupWanted(wanted, frameworks),
      left: wanted.totalItems - wanted.items.length,
    };
  });
  useScorecardsSignal(reload);
  const done = () => {
    reload();
    onDone();
  };
  return (
    <PageSection
      title={`Statements wanted (${total.toLocaleString('en')})`}
      description="Controls of what you own that no machine can decide alone. What has to be followed stands first, and in it what counts most."
    >
      {error && (
        <LoadFailure
          what="the statements that are wanted"
          error={error}
          onRetry={reload}
        >
          {value && 'What is shown is what was read before.'}
        </LoadFailure>
      )}
      {!value && !error && (
        <SkeletonLines
          lines={SKELETON_LINES}
          label="Loading the statements that are wanted"
        />
      )}
      {value?.frameworks.map((framework, index) => (
        <WantedFrameworkItem
          key={framework.id}
          framework={framework}
          isFirst={index === 0}
          onDone={done}
        />
      ))}
      {value && value.left > 0 && (
        <Text as="p" variant="body-small" color="secondary">
          {value.left.toLocaleString('en')} more come up once these are done.
        </Text>
      )}
    </PageSection>
  );
}
