import { NumberField, Radio, RadioGroup } from '@backstage/ui';
import { useState } from 'react';
import { daysWords } from '../../decisions/decisionWords';
import { formatDay } from '../../decisions/formatDay';

const OWN = 'own';
const DAY = 24 * 3_600_000;

/** For how long: one of the usual numbers of days, or another one. */
export function DaysField(props: {
  label: string;
  choices: readonly number[];
  longest: number;
  days: number;
  onChange: (days: number) => void;
}) {
  const { label, choices, longest, days, onChange } = props;
  const [isOwn, setOwn] = useState(!choices.includes(days));
  return (
    <>
      <RadioGroup
        label={label}
        description={
          Number.isInteger(days) && days > 0
            ? `Until about ${formatDay(Date.now() + days * DAY)}.`
            : undefined
        }
        orientation="horizontal"
        value={isOwn ? OWN : String(days)}
        onChange={value => {
          setOwn(value === OWN);
          if (value !== OWN) {
            onChange(Number(value));
          }
        }}
      >
        {choices.map(choice => (
          <Radio key={choice} value={String(choice)}>
            {daysWords(choice)}
          </Radio>
        ))}
        <Radio value={OWN}>Other</Radio>
      </RadioGroup>
      {isOwn && (
        <NumberField
          label="Number of days"
          description={`From 1 to ${longest.toLocaleString('en')}.`}
          isRequired
          minValue={1}
          maxValue={longest}
          value={days}
          onChange={onChange}
        />
      )}
    </>
  );
}
