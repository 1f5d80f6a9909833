import { ResponseError } from '@backstage/errors';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ExampleOpsHealthApi } from '../../../dev/example';
import { renderPage } from '../../__testUtils__/renderPage';
import { SlosPage } from './SlosPage';

const SPEED = '?entity=component%3Adefault%2Ftriage-service&slo=triage-speed';

const search = () => screen.getByLabelText('search').textContent;

async function rows() {
  const table = await screen.findByRole('table', { name: 'Objectives' });
  await within(table).findAllByRole('link');
  return within(table).getAllByRole('row').slice(1);
}

describe('SlosPage', () => {
  it('lists the objectives, worst first, and filters them by the URL', async () => {
    const user = userEvent.setup();
    const api = new ExampleOpsHealthApi();
    const listSlos = jest.spyOn(api, 'listSlos');
    renderPage(<SlosPage />, { api });

    const [speed, orders, stale, usedUp] = await rows();
    expect(speed).toHaveTextContent(
      /^SpeedTriage servicefiring, page62 % left, lasts 1[01] d.*99 %, 30 days, rollingprometheus-euThe error budget burned 18 times/,
    );
    expect(
      within(speed).getByRole('img', { name: /^Budget: 62 % left.*, bad$/ }),
    ).toBeInTheDocument();
    expect(orders).toHaveTextContent('firing, ticket');
    expect(stale).toHaveTextContent('unknown, stale');
    expect(usedUp).toHaveTextContent('used up (112 %)');
    expect(screen.getByText('7 objectives')).toBeInTheDocument();
    expect(
      within(speed).getByRole('link', { name: 'Speed of Triage service' }),
    ).toHaveAttribute('href', `/health/slos${SPEED}`);

    await user.click(screen.getByRole('button', { name: 'firing' }));
    await waitFor(() => expect(search()).toBe('state=firing'));
    expect(await screen.findByText('2 objectives')).toBeInTheDocument();
    await user.type(
      screen.getByLabelText('Search the objectives'),
      'no such thing',
    );
    expect(await screen.findByText('Nothing matches')).toBeInTheDocument();
    expect(listSlos.mock.lastCall?.[0]).toMatchObject({
      state: ['firing'],
      text: 'no such thing',
      limit: 50,
    });
    const [clear] = screen.getAllByRole('button', {
      name: 'Clear all filters',
    });
    await user.click(clear);
    expect(await screen.findByText('7 objectives')).toBeInTheDocument();
  });

  it('shows one in full, with its windows, its course and its rules', async () => {
    const user = userEvent.setup();
    const api = new ExampleOpsHealthApi();
    const getSloRules = jest.spyOn(api, 'getSloRules');
    renderPage(<SlosPage />, { api, search: `${SPEED}&state=firing` });

    const panel = await screen.findByRole('region', { name: 'Speed' });
    expect(panel).toHaveTextContent('that is 2.5 % of the budget.for 12 min');
    expect(panel).toHaveTextContent(
      '62 % of the error budget is left. At the rate of the last 6 h it lasts 11 days.',
    );
    expect(panel).toHaveTextContent('CountedRequests answered within 500 ms');
    const pairs = within(
      await screen.findByRole('table', { name: 'Burn rates' }),
    ).getAllByRole('row');
    expect(pairs[1]).toHaveTextContent(
      'page1 h and 5 min18 ×25.2 ×14.4 ×firing',
    );
    expect(
      await screen.findByRole('table', { name: /^Budget left/ }),
    ).toHaveTextContent('62 %');
    expect(
      screen.getByRole('table', { name: /^Bad events per hour/ }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'All objectives' }),
    ).toHaveAttribute('href', '/health/slos?state=firing');

    expect(panel).toHaveTextContent(
      'Only one evaluator should page. The portal tells people.',
    );
    expect(getSloRules).not.toHaveBeenCalled();
    await user.click(screen.getByRole('button', { name: 'Show the rules' }));
    expect(
      await screen.findByRole('group', { name: 'rules.yml' }),
    ).toHaveTextContent('slo:events:increase5m');
    expect(
      screen.getByRole('button', { name: 'Download tests.yml' }),
    ).toBeInTheDocument();
  });

  it('explains long windows, who tells, and why there are no rules', async () => {
    const user = userEvent.setup();
    const api = new ExampleOpsHealthApi();
    const { unmount } = renderPage(<SlosPage />, {
      api,
      search: '?entity=component:default/llm-gateway&slo=gateway-availability',
    });
    expect(
      await screen.findByText(/^Lengthened: with so low an objective/),
    ).toBeInTheDocument();
    unmount();

    const body = {
      error: {
        name: 'InputError',
        message: 'It cannot be exported: no events',
      },
      response: { statusCode: 400 },
    };
    jest.spyOn(api, 'getSloRules').mockRejectedValue(
      await ResponseError.fromResponse(
        // Only what the error reads; jsdom has no Response.
        {
          status: 400,
          statusText: 'Bad Request',
          headers: new Map([['content-type', 'application/json']]),
          text: async () => JSON.stringify(body),
        } as never,
      ),
    );
    renderPage(<SlosPage />, {
      api,
      search: '?entity=component:default/order-router&slo=router-accepted',
    });
    expect(
      await screen.findByText(/Prometheus tells people, by these rules/),
    ).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Show the rules' }));
    expect(
      await screen.findByText('This objective has no rules'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('It cannot be exported: no events'),
    ).toBeInTheDocument();
  });

  it('says what to paste where there is none, and tells a refusal from a failure', async () => {
    const empty = renderPage(<SlosPage />, {
      api: new ExampleOpsHealthApi('empty'),
    });
    expect(await screen.findByText('No SLO yet')).toBeInTheDocument();
    expect(
      screen.getByRole('group', { name: 'catalog-info.yaml' }),
    ).toHaveTextContent('metadata: annotations: platformops.io/slo: slo.yaml');
    expect(
      screen.getByRole('button', { name: 'Copy slo.yaml' }),
    ).toBeInTheDocument();
    empty.unmount();

    const forbidden = renderPage(<SlosPage />, {
      api: new ExampleOpsHealthApi('forbidden'),
    });
    expect(
      await screen.findByText('You may not see the objectives'),
    ).toBeInTheDocument();
    forbidden.unmount();

    const gone = renderPage(<SlosPage />, {
      api: new ExampleOpsHealthApi(),
      search: '?entity=component:default/newcomer&slo=gone',
    });
    expect(
      await screen.findByText('This objective is gone'),
    ).toBeInTheDocument();
    gone.unmount();

    renderPage(<SlosPage />, { api: new ExampleOpsHealthApi('error') });
    expect(
      await screen.findByText('The objectives could not be loaded'),
    ).toBeInTheDocument();
  });
});
