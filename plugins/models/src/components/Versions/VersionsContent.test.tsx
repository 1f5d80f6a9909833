import { EntityProvider } from '@backstage/plugin-catalog-react';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { exampleEntities, ExampleModelsApi } from '../../../dev/example';
import { renderPage } from '../../__testUtils__/renderPage';
import { VersionsContent } from './VersionsContent';

function renderVersions(options?: {
  search?: string;
  state?: 'error' | 'forbidden';
}) {
  const entity = exampleEntities().find(
    ({ metadata }) => metadata.name === 'chest-xray-triage',
  );
  return renderPage(
    <EntityProvider entity={entity}>
      <VersionsContent />
    </EntityProvider>,
    {
      api: new ExampleModelsApi(options?.state),
      search: options?.search,
    },
  );
}

describe('VersionsContent', () => {
  it('lists versions and compares those that are ticked', async () => {
    const user = userEvent.setup();
    renderVersions();

    const table = await screen.findByRole('table', { name: 'Versions' });
    const production = await within(table).findByRole('row', { name: /v14/ });
    expect(production).toHaveTextContent('production');
    expect(production).toHaveTextContent('@champion');
    expect(
      screen.getByRole('img', { name: /v14 production from .* until now/ }),
    ).toBeInTheDocument();

    expect(
      screen.getByRole('button', { name: 'Tick two to compare' }),
    ).toBeDisabled();
    await user.click(screen.getByRole('checkbox', { name: 'Compare v14' }));
    await user.click(screen.getByRole('checkbox', { name: 'Compare v15' }));
    await user.click(
      screen.getByRole('button', { name: 'Compare 2 versions' }),
    );

    expect(
      await screen.findByRole('heading', { name: 'v14 and v15' }),
    ).toBeInTheDocument();
    expect(screen.getByLabelText('search')).toHaveTextContent(
      'compare=14%2C15',
    );
  });

  it('marks the better side only where metrics can be compared', async () => {
    const user = userEvent.setup();
    renderVersions({ search: '?compare=14,16' });

    const comparable = await screen.findByRole('group', {
      name: 'Metrics that can be compared',
    });
    const loss = within(comparable)
      .getAllByRole('figure')
      .find(figure => figure.textContent?.startsWith('loss'))!;
    expect(loss).toHaveTextContent('evaluation-set · test · 7be041, n = 4,812');
    expect(loss).toHaveTextContent('lower is better');
    const [first, second] = within(loss).getAllByRole('listitem');
    expect(first).not.toHaveTextContent('best');
    expect(second).toHaveTextContent('best');

    const others = screen.getByRole('list', {
      name: 'Metrics that cannot be compared',
    });
    expect(others).toHaveTextContent('fairness_gap');
    expect(others).toHaveTextContent('not comparable');
    expect(others).toHaveTextContent(
      'measured on different data: 7be041 and f2c1a9',
    );
    expect(others).not.toHaveTextContent('best');

    const parameters = screen.getByRole('table', { name: 'Parameters' });
    expect(
      within(parameters).getByRole('row', { name: /epochs 30 20/ }),
    ).toBeInTheDocument();
    expect(within(parameters).queryByText('backbone')).not.toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: /that are the same/ }));
    expect(within(parameters).getByText('backbone')).toBeInTheDocument();

    await user.click(screen.getByRole('button', { name: 'All versions' }));
    expect(
      await screen.findByRole('table', { name: 'Versions' }),
    ).toBeInTheDocument();
  });

  it('opens one version from the URL and closes it again', async () => {
    const user = userEvent.setup();
    renderVersions({ search: '?version=14' });

    const dialog = await screen.findByRole('dialog');
    expect(
      await within(dialog).findByText('models:/chest-xray-triage/14'),
    ).toBeInTheDocument();
    expect(dialog).toHaveTextContent('learning_rate');
    expect(dialog).toHaveTextContent('tensor(float32, [-1, 14])');
    expect(
      within(dialog).getByRole('link', { name: 'Open in MLflow' }),
    ).toBeInTheDocument();

    await user.keyboard('{Escape}');
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(screen.getByLabelText('search')).toBeEmptyDOMElement();
  });

  it('explains a refusal and a failure', async () => {
    const { unmount } = renderVersions({ state: 'forbidden' });
    expect(
      await screen.findByText('You may not see the versions of this model'),
    ).toBeInTheDocument();
    unmount();
    renderVersions({ state: 'error' });
    expect(
      await screen.findByText('The versions of this model could not be loaded'),
    ).toBeInTheDocument();
  });
});
