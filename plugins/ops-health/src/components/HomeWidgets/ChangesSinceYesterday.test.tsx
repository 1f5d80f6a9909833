import { screen, within } from '@testing-library/react';
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
});
