import type { ApiHolder } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { goldenPathsApiRef } from '../../api';

const PLAIN = 'default';

/**
 * What has the name already, in a sentence; undefined where it is free.
 *
 * @remarks
 * What the reader may not see counts as free here: the path itself refuses it.
 */
export async function findTaken(
  name: string,
  kind: string,
  apis: ApiHolder,
): Promise<string | undefined> {
  const catalog = apis.get(catalogApiRef);
  const paths = apis.get(goldenPathsApiRef);
  const [entity, repository] = await Promise.all([
    catalog?.getEntityByRef({ kind, namespace: PLAIN, name }),
    paths?.getRepository(name),
  ]);
  if (entity) {
    return `The catalog has ${kind}:${PLAIN}/${name} already; choose another name`;
  }
  return repository
    ? `The portal keeps a repository "${name}" already; choose another name`
    : undefined;
}
