import { useRouteRef } from '@backstage/frontend-plugin-api';
import {
  entityRouteParams,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { Link } from '@backstage/ui';

/** @public */
export interface ModelLinkProps {
  entityRef: string;
  /** The name of the model as people know it. */
  title: string;
  /** A tab of the model's page, e.g. `versions`. */
  tab?: string;
  className?: string;
}

/**
 * Leads to the page of a model. In an app without the catalog it is plain text.
 *
 * @public
 */
export function ModelLink(props: ModelLinkProps) {
  const { entityRef, title, tab, className } = props;
  const entityPath = useRouteRef(entityRouteRef)?.(
    entityRouteParams(entityRef, { encodeParams: true }),
  );
  if (!entityPath) {
    return (
      <span className={className} title={entityRef}>
        {title}
      </span>
    );
  }
  return (
    <Link
      href={tab ? `${entityPath}/${tab}` : entityPath}
      className={className}
      variant="body-small"
      standalone
    >
      {title}
    </Link>
  );
}
