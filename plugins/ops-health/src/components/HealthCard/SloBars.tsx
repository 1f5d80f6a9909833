import { useEntity } from '@backstage/plugin-catalog-react';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import {
  ANNOTATION_SLO,
  type EntityHealth,
} from '@platform-ops/backstage-plugin-ops-health-common';
import {
  AppLink,
  CopyButton,
  EntityLink,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { useSlos } from '../../hooks/useSlos';
import { slosRouteRef } from '../../routes';
import { SLO_ANNOTATION, SLO_FILE_NAME } from '../../slo/sloExample';
import { SloBudget } from '../Slo';
import styles from './SloBars.module.css';

const SHOWN = 3;

/** What a component that is measured could promise. */
function NoSloHint() {
  const slosPath = useRouteRef(slosRouteRef)?.();
  return (
    <div className={styles.hint}>
      <span>
        No SLO yet: <code>{SLO_ANNOTATION}</code>
      </span>
      <CopyButton text={SLO_ANNOTATION} label="Copy the annotation" />
      {slosPath && (
        <AppLink to={slosPath} variant="body-small">
          What is in {SLO_FILE_NAME}
        </AppLink>
      )}
    </div>
  );
}

/** The error budgets of an entity, the worst first. */
export function SloBars(props: { health: EntityHealth }) {
  const { entityRef, readings } = props.health;
  const { entity } = useEntity();
  const { value, error } = useSlos({ entityRef: [entityRef] });
  if (error && !value) {
    return (
      <Text as="p" variant="body-small" color="secondary">
        Its error budgets could not be read: {error.message}
      </Text>
    );
  }
  if (!value) {
    return null;
  }
  const more = value.items.length - SHOWN;
  if (value.items.length === 0) {
    const couldHave =
      entity.kind === 'Component' &&
      readings.length > 0 &&
      !entity.metadata.annotations?.[ANNOTATION_SLO];
    return couldHave ? <NoSloHint /> : null;
  }
  return (
    <div className={styles.budgets}>
      <Text as="p" variant="body-small" color="secondary">
        Error budgets
      </Text>
      <ul className={styles.bars} aria-label="Error budgets">
        {value.items.slice(0, SHOWN).map(slo => (
          <li key={slo.id}>
            <SloBudget slo={slo} label={slo.title} />
          </li>
        ))}
      </ul>
      {more > 0 && (
        <EntityLink
          entityRef={entityRef}
          title={more === 1 ? '1 more objective' : `${more} more objectives`}
          tab="health"
        />
      )}
    </div>
  );
}
