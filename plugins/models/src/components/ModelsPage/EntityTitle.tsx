import { useEntityPresentation } from '@backstage/plugin-catalog-react';

/** The title of an entity, without a link. */
export function EntityTitle(props: { entityRef: string }) {
  const { primaryTitle } = useEntityPresentation(props.entityRef);
  return <span title={props.entityRef}>{primaryTitle}</span>;
}
