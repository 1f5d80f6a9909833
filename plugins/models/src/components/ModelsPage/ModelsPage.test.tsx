import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ExampleModelsApi } from '../../../dev/example';
import { renderPage } from '../../__testUtils__/renderPage';
import { ModelsPage } from './ModelsPage';

// Looking things up by role is slow in a page of this size.

const NO_COLUMNS: never[] = [];

async function search() {
  return new URLSearchParams(
    (await screen.findByLabelText('search')).textContent ?? '',
  );
}

describe('ModelsPage', () => {
  it('shows what is in production, and puts filters and sorting into the URL', async () => {
    const user = userEvent.setup();
    renderPage(<ModelsPage columns={NO_COLUMNS} />, {
      api: new ExampleModelsApi(),
    });

    const title = await screen.findByText('Chest X-ray triage');
    const row = title.closest('tr')!;
    expect(row).toHaveTextContent('v14 1 mo');
    expect(row).toHaveTextContent('v15 canary');
    expect(row).toHaveTextContent('high');
    expect(within(screen.getByRole('table')).getAllByRole('row')).toHaveLength(
      1 + 25,
    );
    expect(screen.getByText('27 models')).toHaveAttribute(
      'aria-live',
      'polite',
    );

    await user.click(screen.getByRole('button', { name: '5 canary' }));
    expect(await screen.findByText('5 models')).toBeInTheDocument();
    expect((await search()).getAll('stage')).toEqual(['canary']);
    expect(screen.getByRole('button', { name: /canary/ })).toHaveAttribute(
      'aria-pressed',
      'true',
    );

    await user.click(screen.getByLabelText('no owner'));
    expect(await screen.findByText('1 model')).toBeInTheDocument();
    expect((await search()).get('owner')).toBe('none');

    await user.click(screen.getByRole('button', { name: 'Risk' }));
    expect((await search()).get('sort')).toBe('riskTier');
    await waitFor(() =>
      expect(
        screen.getByText('Risk', { selector: 'th *' }).closest('th'),
      ).toHaveAttribute('aria-sort', 'ascending'),
    );

    await user.click(screen.getByRole('button', { name: 'Clear all filters' }));
    expect(await screen.findByText('27 models')).toBeInTheDocument();
    expect((await search()).get('sort')).toBe('riskTier');
  });

  it('leafs through pages and shows the columns of other plugins', async () => {
    const user = userEvent.setup();
    const load = jest.fn(async (refs: readonly string[]) => ({
      render: (ref: string) => (ref === refs[0] ? 'silver' : 'bronze'),
    }));
    renderPage(
      <ModelsPage
        columns={[{ id: 'level', title: 'Level', order: 1, load }]}
      />,
      { api: new ExampleModelsApi() },
    );
    expect(await screen.findByText('silver')).toBeInTheDocument();
    expect(load).toHaveBeenCalledTimes(1);
    expect(load.mock.calls[0][0]).toHaveLength(25);

    await user.click(screen.getByRole('button', { name: 'Next page' }));
    expect(
      await screen.findByRole('link', { name: 'Ticket summarizer' }),
    ).toHaveAttribute('href', '/catalog/shop/model/summarizer');
    await waitFor(() => expect(screen.getAllByRole('row')).toHaveLength(1 + 2));
    expect((await search()).get('cursor')).toBe('25');

    await user.click(screen.getByRole('button', { name: 'Previous page' }));
    await waitFor(() =>
      expect(screen.getAllByRole('row')).toHaveLength(1 + 25),
    );
  });

  it('opens with the filters of a link', async () => {
    renderPage(<ModelsPage columns={NO_COLUMNS} />, {
      api: new ExampleModelsApi(),
      search: '?registry=trading&riskTier=high&riskTier=nonsense',
    });
    expect(await screen.findByText('2 models')).toBeInTheDocument();
    expect(screen.getByLabelText('trading')).toBeChecked();
  });

  it('says when nothing matches and lets the filters be cleared', async () => {
    const user = userEvent.setup();
    renderPage(<ModelsPage columns={NO_COLUMNS} />, {
      api: new ExampleModelsApi(),
      search: '?query=nosuchmodel',
    });
    expect(await screen.findByText('No model matches')).toBeInTheDocument();
    const [clear] = screen.getAllByRole('button', {
      name: 'Clear all filters',
    });
    await user.click(clear);
    expect(await screen.findByText('27 models')).toBeInTheDocument();
  });

  it('shows how to connect the first registry', async () => {
    renderPage(<ModelsPage columns={NO_COLUMNS} />, {
      api: new ExampleModelsApi('empty'),
    });
    expect(
      await screen.findByText('No registry is connected yet'),
    ).toBeInTheDocument();
    expect(screen.getByText(/type: mlflow/)).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Copy the configuration' }),
    ).toBeInTheDocument();
  });

  it('tells a refusal from a failure', async () => {
    const { unmount } = renderPage(<ModelsPage columns={NO_COLUMNS} />, {
      api: new ExampleModelsApi('forbidden'),
    });
    expect(
      await screen.findByText('You may not see the models'),
    ).toBeInTheDocument();
    unmount();

    renderPage(<ModelsPage columns={NO_COLUMNS} />, {
      api: new ExampleModelsApi('error'),
    });
    expect(
      await screen.findByText('The models could not be loaded'),
    ).toBeInTheDocument();
    expect(screen.getByText(/did not answer within 10 s/)).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Retry' })).toBeInTheDocument();
  });
});
