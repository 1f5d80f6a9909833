import { Box } from '@backstage/ui';
import { PageSection } from '@platform-ops/backstage-plugin-platform-ops-react';
import type {
  ControlVerdict,
  Scorecard,
} from '@platform-ops/backstage-plugin-scorecards-common';
import {
  verdictMeaning,
  verdictWord,
  type ShownVerdict,
} from '@platform-ops/backstage-plugin-scorecards-react';
import type { EntityDecisions } from '../../hooks/useEntityDecisions';
import { ControlRow } from './ControlRow';
import styles from './ControlGroup.module.css';

/** The controls with one verdict. */
export function ControlGroup(props: {
  verdict: ShownVerdict;
  controls: readonly ControlVerdict[];
  scorecard: Scorecard;
  decisions: EntityDecisions;
  opened: string | undefined;
  onOpen: (controlId: string | undefined) => void;
}) {
  const { verdict, controls, scorecard, decisions, opened, onOpen } = props;
  const word = verdictWord(verdict);
  return (
    <PageSection
      title={`${word[0].toUpperCase()}${word.slice(1)} (${controls.length})`}
      description={`${verdictMeaning(verdict)}.`}
    >
      <Box as="ul" bg="neutral" className={styles.controls}>
        {controls.map(control => (
          <ControlRow
            key={control.id}
            control={control}
            scorecard={scorecard}
            decisions={decisions}
            isOpen={control.id === opened}
            onToggle={() =>
              onOpen(control.id === opened ? undefined : control.id)
            }
          />
        ))}
      </Box>
    </PageSection>
  );
}
