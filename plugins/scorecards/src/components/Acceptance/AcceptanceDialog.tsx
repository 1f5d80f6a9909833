import { useApi } from '@backstage/frontend-plugin-api';
import { Text, TextAreaField } from '@backstage/ui';
import type { FrameworkControl } from '@platform-ops/backstage-plugin-scorecards-common';
import { scorecardsApiRef } from '@platform-ops/backstage-plugin-scorecards-react';
import { useState } from 'react';
import { validateWords } from '../../decisions/validateWords';
import { SourceNote } from '../Framework';
import { FormDialog } from '../FormDialog';

const LONGEST_COMMENT = 4000;

const WORDS = {
  accept: {
    title: 'Accept the text',
    effect:
      'You state, with your name, that you compared these words with the text itself. From then on a failure can stop a pipeline. When the words change, somebody has to accept them again.',
    label: 'What you compared it with',
    success: 'The text is accepted',
  },
  withdraw: {
    title: 'Withdraw the acceptance',
    effect:
      'The words count as unverified again, and a failure stops no pipeline any more. The acceptance stays in the history.',
    label: 'Why',
    success: 'The acceptance is withdrawn',
  },
};

/** Says what accepting a text does, or taking that back, and does it. */
export function AcceptanceDialog(props: {
  frameworkId: string;
  control: FrameworkControl;
  step: 'accept' | 'withdraw';
  onClose: () => void;
  onDone: () => void;
}) {
  const { frameworkId, control, step } = props;
  const api = useApi(scorecardsApiRef);
  const [comment, setComment] = useState('');
  const words = WORDS[step];
  const act = () => {
    const request = {
      frameworkId,
      controlId: control.id,
      comment: comment.trim(),
    };
    return step === 'accept'
      ? api.acceptText(request)
      : api.withdrawAcceptance(request);
  };
  return (
    <FormDialog
      title={words.title}
      verb={words.title}
      isDestructive={step === 'withdraw'}
      act={act}
      success={words.success}
      onClose={props.onClose}
      onDone={props.onDone}
    >
      <Text as="p" variant="body-medium" weight="bold">
        {control.citation}: {control.title}
      </Text>
      <Text as="p" variant="body-medium">
        {control.summary}
      </Text>
      <SourceNote source={control.source} />
      <Text as="p" variant="body-medium">
        {words.effect}
      </Text>
      <TextAreaField
        label={words.label}
        isRequired
        maxLength={LONGEST_COMMENT}
        validate={validateWords}
        value={comment}
        onChange={setComment}
      />
    </FormDialog>
  );
}
