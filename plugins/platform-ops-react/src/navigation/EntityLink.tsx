import { useEntityPresentation } from '@backstage/plugin-catalog-react';
import { AppLink } from './navigation';
import { useEntityPath } from './useEntityPath';

/** @public */
export interface EntityLinkProps {
  entityRef: string;
  /** Without it the catalog is asked for the entity's title. */
  title?: string;
  /** A tab of the entity's page, e.g. `health`. */
  tab?: string;
}

function TitledLink(props: EntityLinkProps & { title: string }) {
  const { entityRef, title, tab } = props;
  const pathOf = useEntityPath();
  return pathOf ? (
    <AppLink to={pathOf(entityRef, tab)} title={entityRef}>
      {title}
    </AppLink>
  ) : (
    <span title={entityRef}>{title}</span>
  );
}

function PresentedLink(props: EntityLinkProps) {
  const { primaryTitle } = useEntityPresentation(props.entityRef);
  return <TitledLink {...props} title={primaryTitle} />;
}

/**
 * A link to the page of a catalog entity, by its title. In an app without the
 * catalog it is plain text.
 *
 * @public
 */
export function EntityLink(props: EntityLinkProps) {
  const { title } = props;
  return title === undefined ? (
    <PresentedLink {...props} />
  ) : (
    <TitledLink {...props} title={title} />
  );
}
