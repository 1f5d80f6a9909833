import { PageRoutes } from '@platform-ops/backstage-plugin-platform-ops-react';
import { differenceRouteRef } from '../../routes';
import { DifferencePage } from '../DifferencePage';
import { PathsPage } from './PathsPage';

/** The paths, and the differences below them. */
export function PathsPages() {
  return (
    <PageRoutes
      pages={[
        { path: '', element: <PathsPage /> },
        { path: differenceRouteRef.path, element: <DifferencePage /> },
      ]}
    />
  );
}
