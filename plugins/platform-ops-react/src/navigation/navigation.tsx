import { Link, type LinkProps } from '@backstage/ui';
import { useCallback, useRef } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router-dom';

/**
 * Query parameters to set: a list becomes repeated parameters; undefined, an
 * empty string and an empty list remove the parameter.
 *
 * @public
 */
export type QueryParamsUpdate = Record<
  string,
  string | readonly string[] | undefined
>;

function applyUpdate(
  current: URLSearchParams,
  update: QueryParamsUpdate,
): URLSearchParams {
  const next = new URLSearchParams(current);
  for (const [name, value] of Object.entries(update)) {
    next.delete(name);
    for (const item of typeof value === 'string' ? [value] : value ?? []) {
      if (item !== '') {
        next.append(name, item);
      }
    }
  }
  return next;
}

/**
 * The query parameters of the page and a function that changes some of them,
 * keeping the others. A change replaces the history entry unless `push` is set.
 *
 * @public
 */
export function useQueryParams(): [
  URLSearchParams,
  (update: QueryParamsUpdate, options?: { push?: boolean }) => void,
] {
  const [params, setParams] = useSearchParams();
  // Two changes before the next render must not overwrite each other.
  const latest = useRef(params);
  latest.current = params;
  const setLatest = useRef(setParams);
  setLatest.current = setParams;

  const change = useCallback(
    (update: QueryParamsUpdate, options?: { push?: boolean }) => {
      const next = applyUpdate(latest.current, update);
      if (next.toString() === latest.current.toString()) {
        return;
      }
      latest.current = next;
      setLatest.current(next, {
        replace: !options?.push,
        preventScrollReset: true,
      });
    },
    [],
  );
  return [params, change];
}

/**
 * The parameters of the path at which the page stands, where its route ref is
 * another plugin's; of one's own use `useRouteRefParams`.
 *
 * @public
 */
export function usePathParams(): Readonly<Record<string, string | undefined>> {
  return useParams();
}

/**
 * Goes to a path of the portal.
 *
 * @public
 */
export function useAppNavigate(): (
  to: string,
  options?: { replace?: boolean },
) => void {
  const navigate = useNavigate();
  return useCallback(
    (to: string, options?: { replace?: boolean }) => {
      navigate(to, { replace: options?.replace });
    },
    [navigate],
  );
}

/** @public */
export interface AppLinkProps extends Omit<LinkProps, 'href'> {
  /** A path of the portal, or a whole URL. */
  to: string;
}

/**
 * A link inside the portal, without a reload; whole URLs leave it.
 *
 * @public
 */
export function AppLink(props: AppLinkProps) {
  const { to, ...rest } = props;
  return <Link {...rest} href={to} />;
}
