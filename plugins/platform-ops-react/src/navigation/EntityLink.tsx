import { useRouteRef } from '@backstage/frontend-plugin-api';
import {
  entityRouteParams,
  entityRouteRef,
  useEntityPresentation,
} from '@backstage/plugin-catalog-react';
import { AppLink } from './navigation';

/** @public */
export interface EntityLinkProps {
  entityRef: string;
  /** Without it the catalog's title of the entity is shown. */
  title?: string;
}

/**
 * A link to the page of a catalog entity, by its title. In an app without the
 * catalog it is plain text.
 *
 * @public
 */
export function EntityLink(props: EntityLinkProps) {
  const { entityRef, title } = props;
  const presentation = useEntityPresentation(entityRef);
  const entityRoute = useRouteRef(entityRouteRef);
  const text = title ?? presentation.primaryTitle;
  if (!entityRoute) {
    return <span title={entityRef}>{text}</span>;
  }
  return (
    <AppLink
      to={entityRoute(entityRouteParams(entityRef, { encodeParams: true }))}
      title={entityRef}
    >
      {text}
    </AppLink>
  );
}
