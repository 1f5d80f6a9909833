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
import goldenPathsPlugin, {
  goldenPathsApiRef,
  type GoldenPathsApi,
} from '../..';
import { findViolations } from '../../__testUtils__/findViolations';

const DIFFERENCE =
  '/golden-paths/difference/default/component/chest-xray-triage';

function renderAt(path: string, state: ExampleState | GoldenPathsApi = 'full') {
  return renderTestApp({
    features: [goldenPathsPlugin],
    initialRouteEntries: [path],
    mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    apis: [
      [
        goldenPathsApiRef,
        typeof state === 'string' ? new ExampleGoldenPathsApi(state) : state,
      ],
      [catalogApiRef, catalogApiMock({ entities: exampleEntities() })],
    ],
  });
}

describe('PathsPages', () => {
  it('shows the paths and leads to what would change', async () => {
    const user = userEvent.setup();
    const { container } = renderAt('/golden-paths');
    const paths = await screen.findByRole('table', { name: 'Golden paths' });
    expect(
      await within(paths).findByText('Diagnostic model deployment'),
    ).toBeInTheDocument();
    expect(paths).toHaveTextContent('about 10 min');
    expect(screen.getByRole('link', { name: 'repositories' })).toHaveAttribute(
      'href',
      '/repositories',
    );
    const link = await screen.findByRole('link', {
      name: 'What would change in Chest X-ray triage',
    });
    expect(await findViolations(container)).toEqual([]);

    await user.click(link);
    expect(
      await screen.findByText(/From 1.0.0 to 1.1.0: 1 new, 1 changed, 1 gone/),
    ).toBeInTheDocument();
  });

  it('shows the difference of each file', async () => {
    const user = userEvent.setup();
    const { container } = renderAt(DIFFERENCE);
    const tree = await screen.findByRole('navigation', {
      name: 'Files that would change',
    });
    expect(
      within(tree)
        .getAllByRole('button')
        .map(file => file.textContent),
    ).toEqual([
      'network-policy.yamlnew',
      'picture.pnggone',
      'README.mdchanged',
    ]);
    await user.click(within(tree).getByRole('button', { name: /README/ }));
    const patch = screen.getByRole('group', { name: 'README.md' });
    expect(patch).toHaveTextContent('-# Triage +# Chest X-ray triage');
    expect(
      within(patch)
        .getByText(/^\+# Chest/)
        .getAttribute('data-kind'),
    ).toBe('added');
    await user.click(within(tree).getByRole('button', { name: /picture/ }));
    expect(
      screen.getByText(/It is not shown line by line/),
    ).toBeInTheDocument();
    expect(await findViolations(container)).toEqual([]);
  });

  it('tells changes of people from those of the path, or that it can not', async () => {
    const api = new ExampleGoldenPathsApi();
    const difference = await api.getDifference('component:default/x');
    jest.spyOn(api, 'getDifference').mockResolvedValue({
      ...difference,
      isRecorded: false,
      files: difference.files.map(file => ({ ...file, isEdited: true })),
    });
    renderAt(DIFFERENCE, api);
    expect(
      await screen.findByText('What the path wrote is not recorded'),
    ).toBeInTheDocument();
    expect(screen.getByText(/People changed this file/)).toBeInTheDocument();
  });

  it.each([
    ['loading', DIFFERENCE, 'Rendering the newest version of the path'],
    ['empty', DIFFERENCE, '1.1.0 would change no file'],
    ['error', DIFFERENCE, 'The difference could not be loaded'],
    ['forbidden', DIFFERENCE, 'You may not see the difference'],
    ['empty', '/golden-paths', 'There are no golden paths'],
    ['error', '/golden-paths', 'The paths could not be loaded'],
    ['forbidden', '/golden-paths', 'You may not see the paths'],
  ] as const)('has a state for %s at %s', async (state, path, text) => {
    renderAt(path, state);
    expect(await screen.findByText(text)).toBeInTheDocument();
  });
});
