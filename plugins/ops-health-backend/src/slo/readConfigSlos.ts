import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { parseOpenSlo } from '@platform-ops/slo';
import { entitySlo, type EntitySlo } from './EntitySlo';

/** Names the entity where the service's name does not. */
const ANNOTATION_ENTITY_REF = 'platformops.io/entity-ref';

const KEY = 'opsHealth.slos.definitions';

/**
 * The objectives under `opsHealth.slos.definitions`: OpenSLO documents whose
 * service is the name of a component, or whose annotation names the entity.
 *
 * @throws InputError naming all that is wrong.
 */
export function readConfigSlos(rootConfig: Config): EntitySlo[] {
  const definitions = rootConfig.getOptional(KEY);
  if (definitions === undefined) {
    return [];
  }
  const { slos, problems } = parseOpenSlo(definitions);
  if (problems.length) {
    throw new InputError(
      `${KEY}: ${problems.map(({ message }) => message).join('. ')}`,
    );
  }
  return slos.map(definition => {
    const ref = definition.annotations[ANNOTATION_ENTITY_REF];
    return entitySlo(
      stringifyEntityRef(
        parseEntityRef(ref ?? definition.service, {
          defaultKind: 'component',
          defaultNamespace: 'default',
        }),
      ),
      'config',
      definition,
    );
  });
}
