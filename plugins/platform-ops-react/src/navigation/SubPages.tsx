import { BreadcrumbEntry } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import type { ReactNode } from 'react';
import { Route, Routes, useLocation, useResolvedPath } from 'react-router-dom';
import styles from './SubPages.module.css';

/** @public */
export interface SubPagesProps {
  /** What the pages belong to; the name of the navigation. */
  label: string;
  pages: Array<{
    /** Below the page; empty for the one that the page itself shows. */
    path: string;
    title: string;
    /** Behind the title, e.g. how much waits there. */
    mark?: ReactNode;
    element: ReactNode;
  }>;
}

/**
 * The pages of a plugin below its header, with links between them.
 *
 * @remarks
 *
 * Unlike the tabs of the plugin header these are plain links, so that nothing
 * is announced as a tab that controls no panel; and the first page may have an
 * empty path, so that links to it keep their query.
 *
 * @public
 */
export function SubPages(props: SubPagesProps) {
  const { label, pages } = props;
  const root = useResolvedPath('.').pathname.replace(/\/$/, '');
  const { pathname } = useLocation();
  const hrefOf = (path: string) => (path ? `${root}/${path}` : root);
  const isCurrent = (path: string) =>
    path
      ? `${pathname}/`.startsWith(`${hrefOf(path)}/`)
      : pathname.replace(/\/$/, '') === root;
  return (
    <>
      <nav className={styles.nav} aria-label={label}>
        {pages.map(({ path, title, mark }) => (
          <Link
            key={path}
            className={styles.link}
            href={hrefOf(path)}
            aria-current={isCurrent(path) ? 'page' : undefined}
            variant="body-medium"
            standalone
          >
            {title}
            {mark && <> {mark}</>}
          </Link>
        ))}
      </nav>
      <main>
        <Routes>
          {pages.map(({ path, title, element }) => (
            <Route
              key={path}
              path={`${path}/*`}
              element={
                path ? (
                  <BreadcrumbEntry entry={{ label: title, href: hrefOf(path) }}>
                    {element}
                  </BreadcrumbEntry>
                ) : (
                  element
                )
              }
            />
          ))}
        </Routes>
      </main>
    </>
  );
}
