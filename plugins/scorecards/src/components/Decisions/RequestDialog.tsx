import { useApi } from '@backstage/frontend-plugin-api';
import { Text, TextAreaField, TextField } from '@backstage/ui';
import { useLoad } from '@platform-ops/backstage-plugin-platform-ops-react';
import type { DecisionKind } from '@platform-ops/backstage-plugin-scorecards-common';
import { scorecardsApiRef } from '@platform-ops/backstage-plugin-scorecards-react';
import { useState } from 'react';
import type { ControlTarget } from '../../decisions/controlTarget';
import { kindWords } from '../../decisions/decisionWords';
import { describeEffect } from '../../decisions/describeEffect';
import { validateEvidence, validateWords } from '../../decisions/validateWords';
import { FormDialog } from '../FormDialog';
import { DaysField } from './DaysField';
import { StatedWords } from './StatedWords';

const CHOICES = [30, 90, 180];
const USUAL_DAYS = 90;
const LONGEST_DAYS = 366;
const LONGEST_REASON = 4000;

/** Says what a decision will do, and asks for it, or for it once more. */
export function RequestDialog(props: {
  kind: DecisionKind;
  target: ControlTarget;
  /** The id of the decision to renew. */
  renews?: string;
  onClose: () => void;
  onDone: () => void;
}) {
  const { kind, target, renews } = props;
  const api = useApi(scorecardsApiRef);
  const [reason, setReason] = useState('');
  const [evidence, setEvidence] = useState('');
  const [chosenDays, setDays] = useState<number>();
  const { value: framework } = useLoad(target.frameworkId, () =>
    api.getFramework(target.frameworkId),
  );
  const words = kindWords(kind);
  const stated =
    kind === 'statement'
      ? framework?.controls.find(({ id }) => id === target.controlId)
          ?.attestation
      : undefined;
  const longest = stated?.validForDays ?? LONGEST_DAYS;
  const choices = CHOICES.filter(choice => choice < longest);
  const days = chosenDays ?? stated?.validForDays ?? USUAL_DAYS;

  const act = () => {
    const request = {
      reason: reason.trim(),
      evidenceUrl: evidence.trim() || undefined,
      days,
    };
    if (renews) {
      return api.renewDecision(renews, request);
    }
    const { entityRef, frameworkId, controlId } = target;
    return api.requestDecision({
      ...request,
      kind,
      entityRef,
      frameworkId,
      controlId,
    });
  };

  return (
    <FormDialog
      title={renews ? `Renew: ${words.noun}` : words.ask}
      verb={renews ? 'Ask to renew it' : words.ask}
      isDisabled={!Number.isInteger(days)}
      act={act}
      success="Somebody else can decide now"
      onClose={props.onClose}
      onDone={props.onDone}
    >
      <Text as="p" variant="body-medium" weight="bold">
        {target.controlTitle}
      </Text>
      <Text as="p" variant="body-medium">
        Until somebody else approves it, nothing changes. Then{' '}
        {Number.isInteger(days)
          ? describeEffect(kind, {
              days,
              obligation: target.obligation,
              framework,
            })
          : '…'}
      </Text>
      {stated && <StatedWords {...stated} />}
      <TextAreaField
        label="Why"
        description={words.why}
        isRequired
        rows={4}
        maxLength={LONGEST_REASON}
        validate={validateWords}
        value={reason}
        onChange={setReason}
      />
      <TextField
        label="Link to evidence"
        description="A ticket or a page with more, if there is one."
        type="url"
        placeholder="https://"
        validate={validateEvidence}
        value={evidence}
        onChange={setEvidence}
      />
      <DaysField
        label="For how long"
        choices={stated ? [...choices, longest] : choices}
        longest={longest}
        days={days}
        onChange={setDays}
      />
    </FormDialog>
  );
}
