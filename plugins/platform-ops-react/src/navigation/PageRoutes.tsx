import type { ReactNode } from 'react';
import { Route, Routes } from 'react-router-dom';

/** @public */
export interface PageRoutesProps {
  pages: Array<{
    /** Of a route ref, below the page; empty for the one that the page itself shows. */
    path: string;
    element: ReactNode;
  }>;
}

/**
 * A page and those below it to which links on it lead, such as a list and its
 * items. Where a navigation shall list them there is {@link SubPages}.
 *
 * @public
 */
export function PageRoutes(props: PageRoutesProps) {
  return (
    <main>
      <Routes>
        {props.pages.map(({ path, element }) => (
          <Route key={path} path={path} element={element} />
        ))}
      </Routes>
    </main>
  );
}
