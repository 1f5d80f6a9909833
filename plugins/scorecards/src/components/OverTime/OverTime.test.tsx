import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ExampleScorecardsApi } from '../../../dev/example';
import { renderOn } from '../../__testUtils__/renderPage';
import { timelineCsv } from '../../timeline/timelineCsv';
import { ComplianceContent } from '../ComplianceContent';

const SEARCH = '?framework=hipaa-security&view=time';

function renderTab(api = new ExampleScorecardsApi(), search = SEARCH) {
  return renderOn('chest-xray-triage', <ComplianceContent />, { api, search });
}

describe('OverTime', () => {
  it('is reached from the controls, and the period stands in the URL', async () => {
    const user = userEvent.setup();
    const api = new ExampleScorecardsApi();
    const getTimeline = jest.spyOn(api, 'getTimeline');
    renderTab(api, '?framework=hipaa-security');
    await user.click(await screen.findByRole('radio', { name: 'Over time' }));
    expect(screen.getByLabelText('search')).toHaveTextContent('view=time');
    await user.click(
      await screen.findByRole('button', { name: 'Last 30 days' }),
    );
    await user.click(
      await screen.findByRole('button', { name: 'Last 90 days' }),
    );
    await waitFor(() =>
      expect(screen.getByLabelText('search')).toHaveTextContent(
        'from=now-90d&to=now',
      ),
    );
    await waitFor(() => expect(getTimeline).toHaveBeenCalledTimes(2));
    const { from, to } = getTimeline.mock.lastCall![0];
    expect(Date.parse(to!) - Date.parse(from)).toBe(90 * 24 * 3_600_000);
  });

  it('tells each span by keyboard, gaps too', async () => {
    const user = userEvent.setup();
    renderTab();
    const row = await screen.findByRole('group', {
      name: 'Data is encrypted on its way',
    });
    const spans = within(row).getAllByRole('button');
    expect(spans.map(span => span.getAttribute('data-look'))).toEqual([
      'pass',
      'gap',
      'pass',
      'fail',
    ]);
    expect(spans[1]).toHaveAccessibleName(/^nothing was recorded, \d/);
    // One stop for the whole bar; the arrows go on.
    expect(spans.map(span => span.tabIndex)).toEqual([0, -1, -1, -1]);
    act(() => spans[0].focus());
    await user.keyboard('{End}');
    expect(spans[3]).toHaveFocus();
    expect(screen.getByRole('tooltip')).toHaveTextContent(
      /^fail.* to .*2 of 3 addresses answer without encryption$/,
    );
    await user.keyboard('{ArrowLeft}{ArrowLeft}');
    expect(screen.getByRole('tooltip')).toHaveTextContent(
      /^nothing was recorded/,
    );
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('tooltip')).not.toBeInTheDocument();
  });

  it('shows level, score, legend, shares and the same as a table', async () => {
    renderTab();
    const legend = await screen.findByRole('list', { name: 'Legend' });
    expect(legend).toHaveTextContent('nothing was recorded');
    expect(legend).toHaveTextContent('unknown');
    expect(
      screen.getByRole('img', { name: 'Score: 72 % at first, 46 % at last' }),
    ).toBeInTheDocument();
    const level = screen.getByRole('group', { name: 'Level' });
    await waitFor(() => expect(level).toHaveTextContent('SilverBronze'));
    expect(
      screen.getByText('met 50 % · unmet 40 % · unknown 10 %'),
    ).toBeInTheDocument();
    expect(
      within(
        screen.getByRole('table', { name: 'Controls over time', hidden: true }),
      ).getAllByText('nothing was recorded'),
    ).toHaveLength(4);
    expect(screen.getByText(/^Evidence for HIPAA/)).toHaveTextContent(
      /from .* to .*, printed/,
    );
  });

  it('writes gaps into the file as what they are', async () => {
    const timeline = await new ExampleScorecardsApi().getTimeline({
      entityRef: 'model:hospital/chest-xray-triage',
      framework: 'hipaa-security',
      from: new Date(Date.now() - 30 * 86_400_000).toISOString(),
    });
    const lines = timelineCsv(timeline!).split('\r\n');
    expect(lines[0]).toMatch(
      /^entity,framework,control,citation,title,from,to/,
    );
    expect(
      lines.filter(line => line.includes(',nothing was recorded,')),
    ).toHaveLength(4);
  });

  it('tells nothing recorded, a refusal and a failure apart', async () => {
    const api = new ExampleScorecardsApi();
    const getTimeline = jest
      .spyOn(api, 'getTimeline')
      .mockResolvedValue(undefined);
    const none = renderTab(api);
    expect(
      await screen.findByText('Nothing was recorded in this period'),
    ).toBeInTheDocument();
    none.unmount();
    getTimeline.mockRejectedValue(new Error('to is before from'));
    renderTab(api);
    expect(
      await screen.findByText('This period could not be loaded'),
    ).toBeInTheDocument();
    expect(screen.getByText('to is before from')).toBeInTheDocument();
  });
});
