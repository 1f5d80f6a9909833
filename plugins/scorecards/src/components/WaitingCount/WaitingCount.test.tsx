import { screen, waitFor } from '@testing-library/react';
import { EXAMPLE_PEOPLE, ExampleScorecardsApi } from '../../../dev/example';
import { renderPage } from '../../__testUtils__/renderPage';
import { WaitingCount } from './WaitingCount';

function renderAs(name: keyof typeof EXAMPLE_PEOPLE) {
  const api = new ExampleScorecardsApi('full', {
    person: EXAMPLE_PEOPLE[name],
  });
  const getInbox = jest.spyOn(api, 'getInbox');
  return { getInbox, ...renderPage(<WaitingCount />, { api }) };
}

describe('WaitingCount', () => {
  it('counts what cannot wait, in words too', async () => {
    const decides = renderAs('ravi');
    expect(
      await screen.findByRole('img', { name: '3 to decide' }),
    ).toHaveTextContent('3');
    decides.unmount();
    // One statement is wanted too; that can wait.
    renderAs('olivia');
    expect(
      await screen.findByRole('img', { name: '2 end soon' }),
    ).toHaveTextContent('2');
  });

  it('shows nothing where nothing waits', async () => {
    const { getInbox } = renderAs('victor');
    await waitFor(() => expect(getInbox).toHaveBeenCalled());
    expect(screen.queryByRole('img')).not.toBeInTheDocument();
  });
});
