import {
  createExtensionTester,
  mockApis,
  renderTestApp,
} from '@backstage/frontend-test-utils';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { ModelTableColumnBlueprint } from '@platform-ops/backstage-plugin-models-react';
import { scorecardsApiRef } from '@platform-ops/backstage-plugin-scorecards-react';
import { render, screen } from '@testing-library/react';
import { ExampleScorecardsApi } from '../dev/example';
import { complianceColumn } from './extensions/modelDecorations';
import scorecardsPlugin from '.';

describe('scorecardsPlugin', () => {
  it('has a page for each question', async () => {
    renderTestApp({
      features: [scorecardsPlugin],
      initialRouteEntries: ['/compliance/collectors'],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
      apis: [
        [scorecardsApiRef, new ExampleScorecardsApi()],
        [catalogApiRef, catalogApiMock()],
        [permissionApiRef, mockApis.permission()],
      ],
    });
    expect(
      await screen.findByRole('region', { name: 'Catalog' }),
    ).toBeInTheDocument();
    const pages = screen.getByRole('navigation', { name: 'Compliance' });
    expect(
      [...pages.querySelectorAll('a')].map(link => link.getAttribute('href')),
    ).toEqual([
      '/compliance',
      '/compliance/approvals',
      '/compliance/campaigns',
      '/compliance/evidence',
      '/compliance/frameworks',
      '/compliance/collectors',
    ]);
  });

  it('gives the models pages a column, read in one go', async () => {
    const api = new ExampleScorecardsApi();
    const getScorecardsByRefs = jest.spyOn(api, 'getScorecardsByRefs');
    const column = createExtensionTester(complianceColumn).get(
      ModelTableColumnBlueprint.dataRefs.column,
    );
    const refs = ['model:hospital/chest-xray-triage', 'model:hospital/other'];
    const data = await column.load(refs, {
      get: ref => (ref.id === scorecardsApiRef.id ? (api as never) : undefined),
    });
    render(
      <>
        {refs.map(ref => (
          <p key={ref}>{data.render(ref)}</p>
        ))}
      </>,
    );
    expect(
      screen.getByTitle(
        /^HIPAA.*: Bronze, 46 %; Production.*; EU.*; NIST AI RMF 1.0: Silver, 75 %$/,
      ),
    ).toHaveTextContent('Bronze · 46 %');
    expect(
      screen.getByTitle('No framework was evaluated for it'),
    ).toHaveTextContent('unknown');
    expect(getScorecardsByRefs).toHaveBeenCalledTimes(1);
  });
});
