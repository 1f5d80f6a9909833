import { Text } from '@backstage/ui';
import { KeyValueList } from '@platform-ops/backstage-plugin-platform-ops-react';
import type { ExplainedControl } from '@platform-ops/backstage-plugin-scorecards-common';
import {
  describeKind,
  describeMetAt,
  describeObligation,
} from '../../controls/controlWords';
import { TextAcceptance } from '../Acceptance';
import { SourceNote } from '../Framework';
import { DetailSection } from './DetailSection';

/** What a control asks, in plain words, and of whom. */
export function ControlAsks(props: {
  explained: ExplainedControl;
  onDone: () => void;
}) {
  const { control, frameworkId, may } = props.explained;
  return (
    <DetailSection title="What it asks">
      <Text as="p" variant="body-medium">
        {control.summary}
      </Text>
      <KeyValueList
        items={[
          { label: 'In the framework', value: control.citation },
          {
            label: 'Has to be met',
            value: describeObligation(control.obligation),
          },
          { label: 'Who decides', value: describeKind(control.kind) },
          { label: 'Where it is met', value: describeMetAt(control.metAt) },
          { label: 'In force since', value: control.effectiveFrom ?? 'always' },
          { label: 'Weight', value: control.weight.toLocaleString('en') },
          ...(control.attestation
            ? [
                {
                  label: `${
                    control.attestation.fourEyes
                      ? 'One person states, another approves'
                      : 'A person states'
                  }, for ${control.attestation.validForDays} days`,
                  value: control.attestation.asks,
                },
              ]
            : []),
        ]}
      />
      <SourceNote source={control.source} />
      <TextAcceptance
        frameworkId={frameworkId}
        control={control}
        mayAccept={may.accept}
        onDone={props.onDone}
      />
    </DetailSection>
  );
}
