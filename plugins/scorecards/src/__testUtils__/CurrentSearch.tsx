import { useQueryParams } from '@platform-ops/backstage-plugin-platform-ops-react';

/** Says what the query of the URL holds. */
export function CurrentSearch() {
  const [params] = useQueryParams();
  return <output aria-label="search">{params.toString()}</output>;
}
