import { useRouteRef } from '@backstage/frontend-plugin-api';
import { ButtonLink } from '@backstage/ui';
import { pathsRouteRef, repositoriesRouteRef } from '../../routes';

/** From Create to what was made. */
export function CreateLinks() {
  const pathsRoute = useRouteRef(pathsRouteRef);
  const repositoriesRoute = useRouteRef(repositoriesRouteRef);
  return (
    <>
      {pathsRoute && (
        <ButtonLink variant="tertiary" href={pathsRoute()}>
          Golden paths
        </ButtonLink>
      )}
      {repositoriesRoute && (
        <ButtonLink variant="tertiary" href={repositoriesRoute()}>
          Repositories
        </ButtonLink>
      )}
    </>
  );
}
