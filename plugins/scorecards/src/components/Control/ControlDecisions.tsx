import { Button, Text } from '@backstage/ui';
import type {
  DecisionKind,
  ExplainedControl,
} from '@platform-ops/backstage-plugin-scorecards-common';
import { useState } from 'react';
import { targetOf } from '../../decisions/controlTarget';
import { describeDecision, kindWords } from '../../decisions/decisionWords';
import { DecisionActions, DecisionLines, RequestDialog } from '../Decisions';
import { StatementDialog, StatementItem } from '../Statements';
import { ControlMetAbove } from './ControlMetAbove';
import { DetailSection } from './DetailSection';
import { Disclosure } from './Disclosure';
import styles from './ControlDecisions.module.css';

type Decisions = ExplainedControl['decisions'];

function DecisionItems(props: {
  decisions: Decisions;
  /** On whose page they are shown; they may be of one above. */
  entityRef: string;
  onDone: () => void;
}) {
  return (
    <ul className={styles.items}>
      {props.decisions.map(decision => (
        <li key={decision.id} className={styles.item}>
          <Text as="span" variant="body-medium" weight="bold">
            {describeDecision(decision)}
            {decision.entityRef !== props.entityRef &&
              `, for ${decision.entityTitle}`}
          </Text>
          <DecisionLines decision={decision} />
          <DecisionActions decision={decision} onDone={props.onDone} />
        </li>
      ))}
    </ul>
  );
}

/** What people may ask for and state here; only what makes sense. */
function Ask(props: { explained: ExplainedControl; onDone: () => void }) {
  const { explained, onDone } = props;
  const { may } = explained;
  const [open, setOpen] = useState<DecisionKind | 'attestation'>();
  const target = targetOf(explained);
  const close = () => setOpen(undefined);
  return (
    <>
      <div className={styles.actions}>
        {may.attest && (
          <Button size="small" onPress={() => setOpen('attestation')}>
            State that it is met…
          </Button>
        )}
        {may.request.map(kind => (
          <Button
            key={kind}
            variant="secondary"
            size="small"
            onPress={() => setOpen(kind)}
          >
            {kindWords(kind).ask}…
          </Button>
        ))}
      </div>
      {open === 'attestation' && (
        <StatementDialog target={target} onClose={close} onDone={onDone} />
      )}
      {open && open !== 'attestation' && (
        <RequestDialog
          kind={open}
          target={target}
          onClose={close}
          onDone={onDone}
        />
      )}
    </>
  );
}

/** What people decided and stated, what they may, and how it was before. */
export function ControlDecisions(props: {
  explained: ExplainedControl;
  onDone: () => void;
}) {
  const { explained, onDone } = props;
  const { decisions, attestations, metAbove } = explained;
  const isOpen = ({ state }: Decisions[number]) =>
    state === 'approved' || state === 'requested';
  const current = decisions.filter(isOpen);
  const past = decisions.filter(decision => !isOpen(decision));
  const stated = attestations.filter(({ state }) => state === 'valid');
  const statedBefore = attestations.filter(({ state }) => state !== 'valid');
  return (
    <DetailSection title="Exemption or statement">
      {metAbove.length > 0 && <ControlMetAbove explained={explained} />}
      {metAbove.length + current.length + stated.length === 0 && (
        <Text as="p" variant="body-small" color="secondary">
          Nothing is in force, and nobody asked for anything.
        </Text>
      )}
      <DecisionItems
        decisions={current}
        entityRef={explained.entityRef}
        onDone={onDone}
      />
      <ul className={styles.items}>
        {stated.map(attestation => (
          <StatementItem
            key={attestation.id}
            attestation={attestation}
            onDone={onDone}
          />
        ))}
      </ul>
      <Ask explained={explained} onDone={onDone} />
      {past.length + statedBefore.length > 0 && (
        <Disclosure title={`Before (${past.length + statedBefore.length})`}>
          <DecisionItems
            decisions={past}
            entityRef={explained.entityRef}
            onDone={onDone}
          />
          <ul className={styles.items}>
            {statedBefore.map(attestation => (
              <StatementItem
                key={attestation.id}
                attestation={attestation}
                onDone={onDone}
              />
            ))}
          </ul>
        </Disclosure>
      )}
    </DetailSection>
  );
}
