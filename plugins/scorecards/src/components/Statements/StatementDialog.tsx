import { useApi } from '@backstage/frontend-plugin-api';
import { Text, TextAreaField, TextField } from '@backstage/ui';
import {
  LoadFailure,
  SkeletonLines,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import type { FrameworkControl } from '@platform-ops/backstage-plugin-scorecards-common';
import {
  scorecardsApiRef,
  useControlExplanation,
} from '@platform-ops/backstage-plugin-scorecards-react';
import { useState } from 'react';
import type { ControlTarget } from '../../decisions/controlTarget';
import { validateEvidence, validateWords } from '../../decisions/validateWords';
import { DaysField } from '../Decisions';
import { FormDialog } from '../FormDialog';

const CHOICES = [30, 90, 180, 365];
const USUAL_DAYS = 365;
const LONGEST_STATEMENT = 4000;

function Asks(props: { control: FrameworkControl }) {
  const { control } = props;
  return (
    <>
      <Text as="p" variant="body-medium">
        {control.summary}
      </Text>
      <Text as="p" variant="body-medium">
        {control.attestation ? (
          <>You state: {control.attestation.asks}</>
        ) : (
          <>You state that this is so.</>
        )}
      </Text>
      <Text as="p" variant="body-medium">
        It counts at once, as attested by you and with your name, until it ends.
        Where a machine finds that it does not hold, the machine counts.
      </Text>
    </>
  );
}

/** Shows what a control asks, and lets somebody stand for it with their name. */
export function StatementDialog(props: {
  target: ControlTarget;
  onClose: () => void;
  onDone: () => void;
}) {
  const { target } = props;
  const api = useApi(scorecardsApiRef);
  const { value, error, loading, reload } = useControlExplanation(target);
  const [statement, setStatement] = useState('');
  const [evidence, setEvidence] = useState('');
  const [chosenDays, setDays] = useState<number>();
  const longest = value?.control.attestation?.validForDays ?? USUAL_DAYS;
  const days = chosenDays ?? longest;
  const choices = CHOICES.filter(choice => choice < longest);
  return (
    <FormDialog
      title="State that it is met"
      verb="Sign the statement"
      isDisabled={!value || !Number.isInteger(days)}
      act={() =>
        api.signAttestation({
          entityRef: target.entityRef,
          frameworkId: target.frameworkId,
          controlId: target.controlId,
          statement: statement.trim(),
          evidenceUrl: evidence.trim() || undefined,
          validForDays: days,
        })
      }
      success="Your statement is signed"
      onClose={props.onClose}
      onDone={props.onDone}
    >
      <Text as="p" variant="body-medium" weight="bold">
        {target.controlTitle}
      </Text>
      {error && !value && (
        <LoadFailure
          what="what this control asks"
          error={error}
          onRetry={reload}
        />
      )}
      {loading && !value && (
        <SkeletonLines lines={3} label="Loading what the control asks" />
      )}
      {!loading && !error && !value && (
        <Text as="p" variant="body-medium">
          This control is not asked here any more.
        </Text>
      )}
      {value && (
        <>
          <Asks control={value.control} />
          <TextAreaField
            label="Your statement"
            description="What you looked at, and what you found."
            isRequired
            rows={4}
            maxLength={LONGEST_STATEMENT}
            validate={validateWords}
            value={statement}
            onChange={setStatement}
          />
          <TextField
            label="Link to evidence"
            description="Where others can look at the same, if they can."
            type="url"
            placeholder="https://"
            validate={validateEvidence}
            value={evidence}
            onChange={setEvidence}
          />
          <DaysField
            label="For how long"
            choices={[...choices, longest]}
            longest={longest}
            days={days}
            onChange={setDays}
          />
        </>
      )}
    </FormDialog>
  );
}
