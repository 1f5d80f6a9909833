import { renderTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  exampleEntities,
  ExampleGoldenPathsApi,
  type ExampleState,
} from '../../../dev/example';
import goldenPathsPlugin, { goldenPathsApiRef } from '../..';
import { findViolations } from '../../__testUtils__/findViolations';

const REPOSITORY = '/repositories/chest-xray-triage';

function renderAt(path: string, state: ExampleState = 'full') {
  const api = new ExampleGoldenPathsApi(state);
  const getFile = jest.spyOn(api, 'getFile');
  const rendered = renderTestApp({
    features: [goldenPathsPlugin],
    initialRouteEntries: [path],
    mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    apis: [
      [goldenPathsApiRef, api],
      [catalogApiRef, catalogApiMock({ entities: exampleEntities() })],
    ],
  });
  return { ...rendered, getFile };
}

describe('RepositoriesPages', () => {
  it('lists the repositories and opens one', async () => {
    const user = userEvent.setup();
    const { container } = renderAt('/repositories');
    const link = await screen.findByRole('link', {
      name: 'Chest X-ray triage',
    });
    expect(
      screen.getByText('diagnostic-model-deployment 1.0.0'),
    ).toBeInTheDocument();
    expect(await findViolations(container)).toEqual([]);

    await user.click(link);
    expect(
      await screen.findByRole('heading', { name: 'Chest X-ray triage' }),
    ).toBeInTheDocument();
  });

  it('shows files, commits and how to clone', async () => {
    const user = userEvent.setup();
    const { container, getFile } = renderAt(REPOSITORY);
    expect(
      await screen.findByRole('group', { name: 'git clone' }),
    ).toHaveTextContent(
      'git -c http.extraHeader="Authorization: Bearer $PORTAL_TOKEN" clone http://localhost:7007/api/golden-paths/git/chest-xray-triage.git',
    );
    expect(
      await screen.findByRole('group', { name: 'README.md' }),
    ).toHaveTextContent('Serves the model.');
    expect(
      await screen.findByText('Make it by diagnostic-model-deployment 1.0.0'),
    ).toBeInTheDocument();
    expect(await findViolations(container)).toEqual([]);

    const files = screen.getByRole('navigation', { name: 'Files' });
    await user.click(
      within(files).getByRole('button', { name: 'network-policy.yaml' }),
    );
    expect(
      await screen.findByRole('group', { name: 'deploy/network-policy.yaml' }),
    ).toHaveTextContent('kind: NetworkPolicy');
    // All that is shown is of one commit, also when another comes meanwhile.
    expect(getFile).toHaveBeenLastCalledWith(
      'chest-xray-triage',
      'deploy/network-policy.yaml',
      '0123456789abcdef0123456789abcdef01234567',
    );
    await user.click(
      within(files).getByRole('button', { name: 'picture.png' }),
    );
    expect(await screen.findByText(/It is not shown/)).toBeInTheDocument();
    await user.click(within(files).getByRole('button', { name: 'empty.txt' }));
    expect(await screen.findByText('The file is empty.')).toBeInTheDocument();
  });

  it('opens the file that the URL names', async () => {
    renderAt(`${REPOSITORY}?file=docs/index.md`);
    expect(
      await screen.findByRole('group', { name: 'docs/index.md' }),
    ).toHaveTextContent('# About');
  });

  it.each([
    ['empty', '/repositories', 'The portal keeps no repositories'],
    ['error', '/repositories', 'The repositories could not be loaded'],
    ['forbidden', '/repositories', 'You may not see the repositories'],
    ['loading', REPOSITORY, 'Loading the repository'],
    ['empty', REPOSITORY, 'There is no repository chest-xray-triage'],
    ['error', REPOSITORY, 'The repository could not be loaded'],
    ['forbidden', REPOSITORY, 'You may not see the repository'],
  ] as const)('has a state for %s at %s', async (state, path, text) => {
    renderAt(path, state);
    expect(await screen.findByText(text)).toBeInTheDocument();
  });
});
