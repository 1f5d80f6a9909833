import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ExampleOpsHealthApi } from '../../../dev/example';
import { renderPage } from '../../__testUtils__/renderPage';
import { ChangesSinceYesterday } from './ChangesSinceYesterday';

describe('ChangesSinceYesterday', () => {
  it('lists what changed in a day, and says what it does not know', async () => {
    const api = new ExampleOpsHealthApi();
    const listChanges = jest.spyOn(api, 'listChanges');
    const { unmount } = renderPage(<ChangesSinceYesterday />, { api });
    const list = await screen.findByRole('list');
    expect(within(list).getAllByRole('listitem')[0]).toHaveTextContent(
      '12 minutes agostate changeTriage service became badproduction',
    );
    const [{ from }] = listChanges.mock.calls[0];
    expect(Date.now() - Date.parse(from!)).toBeGreaterThanOrEqual(
      24 * 3_600_000,
    );
    unmount();

    listChanges.mockResolvedValueOnce({
      items: [],
      incomplete: [{ part: 'models', reason: 'The models backend is away' }],
    });
    renderPage(<ChangesSinceYesterday />, { api });
    expect(await screen.findByText('No change is known')).toBeInTheDocument();
    expect(
      screen.getByText(/^Changes of models are not told/),
    ).toBeInTheDocument();
  });

  it('says how many more there are than it shows at first', async () => {
    const api = new ExampleOpsHealthApi();
    const { items } = await api.listChanges({ limit: 1 });
    jest.spyOn(api, 'listChanges').mockResolvedValue({
      items: Array.from({ length: 12 }, (_, index) => ({
        ...items[0],
        text: `change ${index}`,
      })),
      incomplete: [],
    });
    renderPage(<ChangesSinceYesterday />, { api });
    const more = await screen.findByRole('button', {
      name: 'Show 2 more changes',
    });
    expect(screen.getAllByRole('listitem')).toHaveLength(10);
    await userEvent.click(more);
    expect(screen.getAllByRole('listitem')).toHaveLength(12);
    expect(more).not.toBeInTheDocument();
  });
});
