import type { Entity } from '@backstage/catalog-model';

/** Some of the services are in the catalog. */
export const exampleEntities: Entity[] = [
  ['shop-front', 'Shop front'],
  ['reading-list', 'Reading list'],
].map(([name, title]) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { namespace: 'default', name, title },
  spec: { type: 'website', lifecycle: 'production', owner: 'team' },
}));
