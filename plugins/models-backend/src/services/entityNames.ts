import { createHash } from 'node:crypto';
import { stringifyEntityRef } from '@backstage/catalog-model';

const PLAIN_NAME = /^[a-z0-9]([-a-z0-9_.]*[a-z0-9])?$/;
const HASHED_NAME = /-[0-9a-f]{8}$/;

/**
 * The name of the entity that stands for something in a registry.
 *
 * @remarks
 *
 * The native name where it is a valid entity name in lower case, else a slug
 * and a hash of it. Refs are case-insensitive, so a capital letter also brings
 * the hash. A native name that looks hashed itself is hashed too, so that no
 * model can take another's name. Depends on nothing but the native name.
 */
export function toEntityName(nativeName: string): string {
  if (
    nativeName.length <= 63 &&
    PLAIN_NAME.test(nativeName) &&
    !HASHED_NAME.test(nativeName)
  ) {
    return nativeName;
  }
  const slug = nativeName
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 50)
    .replace(/^-+|-+$/g, '');
  const hash = createHash('sha256').update(nativeName).digest('hex');
  return `${slug || 'model'}-${hash.slice(0, 8)}`;
}

/**
 * The ref of the generated entity.
 */
export function toGeneratedRef(
  kind: 'model' | 'dataset',
  registryId: string,
  nativeName: string,
): string {
  return stringifyEntityRef({
    kind,
    namespace: registryId,
    name: toEntityName(nativeName),
  });
}
