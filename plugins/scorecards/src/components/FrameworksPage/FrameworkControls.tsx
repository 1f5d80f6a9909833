import { usePermission } from '@backstage/plugin-permission-react';
import { Text } from '@backstage/ui';
import {
  scorecardsDecisionDecidePermission,
  type FrameworkControl,
} from '@platform-ops/backstage-plugin-scorecards-common';
import { VerdictBadge } from '@platform-ops/backstage-plugin-scorecards-react';
import {
  describeKind,
  describeMetAt,
  describeObligation,
} from '../../controls/controlWords';
import { TextAcceptance } from '../Acceptance';
import { SampleLink } from './SampleLink';
import styles from './FrameworkControls.module.css';

function isUpcoming({ effectiveFrom }: FrameworkControl): boolean {
  return (
    effectiveFrom !== undefined &&
    Date.parse(`${effectiveFrom}T00:00:00Z`) > Date.now()
  );
}

type Source = FrameworkControl['source'];

/** The source of the framework stands above, and is not told again. */
function describe(control: FrameworkControl, frameworkSource: Source): string {
  const { title, kind } = control.source;
  const isOfItsOwn =
    title !== frameworkSource.title || kind !== frameworkSource.kind;
  return [
    describeObligation(control.obligation),
    control.critical && 'Critical: its failure holds the level down',
    describeKind(control.kind),
    `Met: ${describeMetAt(control.metAt)}`,
    control.effectiveFrom && `In force from ${control.effectiveFrom}`,
    isOfItsOwn && `Source: ${title} (${kind})`,
  ]
    .filter(Boolean)
    .join(' · ');
}

/** The controls of a framework, in its own order. */
export function FrameworkControls(props: {
  frameworkId: string;
  source: Source;
  controls: readonly FrameworkControl[];
  onDone: () => void;
}) {
  const { allowed } = usePermission({
    permission: scorecardsDecisionDecidePermission,
  });
  return (
    <ul className={styles.controls} aria-label="Controls">
      {props.controls.map(control => (
        <li key={control.id}>
          <div className={styles.head}>
            <Text as="h3" variant="body-medium" weight="bold">
              {control.title}
            </Text>
            <span className={styles.citation}>{control.citation}</span>
            {isUpcoming(control) && <VerdictBadge verdict="upcoming" />}
          </div>
          <Text as="p" variant="body-medium">
            {control.summary}
          </Text>
          <Text as="p" variant="body-small" color="secondary">
            {describe(control, props.source)}
          </Text>
          <TextAcceptance
            frameworkId={props.frameworkId}
            control={control}
            mayAccept={allowed}
            onDone={props.onDone}
          />
          <SampleLink frameworkId={props.frameworkId} control={control} />
        </li>
      ))}
    </ul>
  );
}
