import {
  Accordion,
  AccordionGroup,
  AccordionPanel,
  AccordionTrigger,
} from '@backstage/ui';
import type { Slo } from '@platform-ops/backstage-plugin-ops-health-common';
import {
  LoadFailure,
  PageSection,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { useState } from 'react';
import { useSlos } from '../../hooks/useSlos';
import { describePromise } from '../../slo/sloWords';
import { SloBadge, SloBudget, SloDetail } from '../Slo';
import styles from './Objectives.module.css';

function Objective(props: { slo: Slo }) {
  const { slo } = props;
  const [open, setOpen] = useState(false);
  return (
    <Accordion isExpanded={open} onExpandedChange={setOpen}>
      <AccordionTrigger>
        <span className={styles.head}>
          <span className={styles.title}>{slo.title}</span>{' '}
          <SloBadge slo={slo} />{' '}
          <span className={styles.promise}>{describePromise(slo)}</span>{' '}
          <span className={styles.budget}>
            <SloBudget slo={slo} label="Budget" inline />
          </span>
        </span>
      </AccordionTrigger>
      {/* Closed it asks for nothing. */}
      <AccordionPanel>{open && <SloDetail slo={slo} />}</AccordionPanel>
    </Accordion>
  );
}

/** The objectives of an entity; hidden where it has none. */
export function Objectives(props: { entityRef: string; live: boolean }) {
  const { value, error, reload } = useSlos(
    { entityRef: [props.entityRef] },
    props.live,
  );
  if (error && !value) {
    return <LoadFailure what="the objectives" error={error} onRetry={reload} />;
  }
  if (!value || value.items.length === 0) {
    return null;
  }
  return (
    <PageSection title="Objectives">
      <AccordionGroup allowsMultiple>
        {value.items.map(slo => (
          <Objective key={slo.id} slo={slo} />
        ))}
      </AccordionGroup>
    </PageSection>
  );
}
