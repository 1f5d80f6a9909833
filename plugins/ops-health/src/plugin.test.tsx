import {
  createExtensionTester,
  mockApis,
  renderTestApp,
} from '@backstage/frontend-test-utils';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { ModelTableColumnBlueprint } from '@platform-ops/backstage-plugin-models-react';
import { opsHealthApiRef } from '@platform-ops/backstage-plugin-ops-health-react';
import { render, screen } from '@testing-library/react';
import { ExampleOpsHealthApi } from '../dev/example';
import { healthColumn } from './extensions/modelDecorations';
import opsHealthPlugin from '.';

function open(path: string) {
  return renderTestApp({
    features: [opsHealthPlugin],
    initialRouteEntries: [path],
    mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    apis: [
      [opsHealthApiRef, new ExampleOpsHealthApi()],
      [catalogApiRef, catalogApiMock()],
      [permissionApiRef, mockApis.permission()],
    ],
  });
}

describe('opsHealthPlugin', () => {
  it('keeps the filters of a link to the fleet', async () => {
    open('/health?state=idle');
    expect(
      await screen.findByRole('button', { name: '9 idle' }),
    ).toHaveAttribute('aria-pressed', 'true');
    const pages = screen.getByRole('navigation', { name: 'Health' });
    expect(
      [...pages.querySelectorAll('a')].map(link => link.getAttribute('href')),
    ).toEqual([
      '/health',
      '/health/slos',
      '/health/idle-gpus',
      '/health/sources',
    ]);
  });

  it('has a page for the sources', async () => {
    open('/health/sources');
    expect(
      await screen.findByRole('region', { name: 'Prometheus EU' }),
    ).toBeInTheDocument();
  });

  it('gives the models pages a column, read in one go', async () => {
    const api = new ExampleOpsHealthApi();
    const getHealthByRefs = jest.spyOn(api, 'getHealthByRefs');
    const column = createExtensionTester(healthColumn).get(
      ModelTableColumnBlueprint.dataRefs.column,
    );
    const refs = ['model:hospital/chest-xray-triage', 'model:hospital/other'];
    const data = await column.load(refs, {
      get: ref => (ref.id === opsHealthApiRef.id ? (api as never) : undefined),
    });
    render(
      <>
        {refs.map(ref => (
          <p key={ref}>{data.render(ref)}</p>
        ))}
      </>,
    );
    expect(screen.getByText('warning')).toBeInTheDocument();
    expect(screen.getByTitle('No source tells about it')).toHaveTextContent(
      'unknown',
    );
    expect(getHealthByRefs).toHaveBeenCalledTimes(1);
  });
});
