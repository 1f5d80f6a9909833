import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ExampleOpsHealthApi } from '../../../dev/example';
import { renderPage } from '../../__testUtils__/renderPage';
import { SourcesPage } from './SourcesPage';

const sourceNamed = (name: string) => screen.findByRole('region', { name });

describe('SourcesPage', () => {
  it('says in words how each source stands and what it costs', async () => {
    const user = userEvent.setup();
    const api = new ExampleOpsHealthApi();
    const refreshSource = jest.spyOn(api, 'refreshSource');
    renderPage(<SourcesPage />, { api });

    const eu = await sourceNamed('Prometheus EU');
    expect(eu).toHaveTextContent('connected');
    expect(eu).toHaveTextContent('14 s old');
    expect(eu).toHaveTextContent(
      '27 queries, 41,204 samples, 3.25 MiB1.83 s, the slowest 412 ms',
    );
    expect(eu).toHaveTextContent('812 matched, 31 unmatched, 4 ambiguous');

    const us = await sourceNamed('Prometheus US');
    expect(us).toHaveTextContent(
      'It does not answer. What is shown was read 1 hour ago.',
    );
    expect(us).toHaveTextContent('did not answer within 10 s');
    expect(us).toHaveTextContent('1 more error');
    expect(await sourceNamed('Managed Prometheus')).toHaveTextContent(
      "It refuses the portal's credentials. Nothing was ever read.",
    );
    expect(await sourceNamed('Direct scrape')).toHaveTextContent(
      'latency (http), just now',
    );
    expect(await sourceNamed('New cluster')).toHaveTextContent('not asked yet');
    expect(await sourceNamed('Alertmanager')).toHaveTextContent(
      'alerts, by alertmanager',
    );

    await user.click(
      await within(eu).findByRole('button', { name: 'Refresh now' }),
    );
    expect(refreshSource).toHaveBeenCalledWith('prometheus-eu');
    expect(
      within(eu).getByRole('link', { name: 'Joins and test query' }),
    ).toHaveAttribute('href', '/health/sources?source=prometheus-eu');
  });

  it('lists what joins what, to filter, to search and to leaf through', async () => {
    const user = userEvent.setup();
    renderPage(<SourcesPage />, {
      api: new ExampleOpsHealthApi(),
      search: '?source=prometheus-eu',
    });
    const table = await screen.findByRole('table', { name: 'Label sets' });
    await waitFor(() =>
      expect(within(table).getAllByRole('row')).toHaveLength(1 + 25),
    );
    expect(screen.getByText('62 label sets')).toBeInTheDocument();
    expect(table).toHaveTextContent('could be search-api or search-worker');
    expect(table).toHaveTextContent('cluster-7 (not mapped)');

    await user.click(screen.getByRole('button', { name: '31 unmatched' }));
    expect(await screen.findByText('1 label set')).toBeInTheDocument();
    expect(screen.getByLabelText('search')).toHaveTextContent(
      'source=prometheus-eu&joins=unmatched',
    );
    await user.type(screen.getByLabelText('Search the labels'), 'worker-7');
    expect(await screen.findByText('Nothing matches')).toBeInTheDocument();
  });

  it('tests a query, with its warnings, and explains a refusal', async () => {
    const user = userEvent.setup();
    renderPage(<SourcesPage />, {
      api: new ExampleOpsHealthApi(),
      search: '?source=prometheus-eu',
    });
    const field = await screen.findByRole('textbox', { name: 'Query' });
    const button = screen.getByRole('button', { name: 'Test this query' });
    expect(button).toBeDisabled();
    await user.type(field, 'sum(up)');
    await user.click(button);
    const answer = await screen.findByRole('table', {
      name: 'Answer of the source',
    });
    expect(within(answer).getAllByRole('row')[1]).toHaveTextContent(
      'namespace="imaging", service="triage"0.842',
    );
    expect(answer).toHaveTextContent('not a number');
    expect(screen.getByText('2 rows in 31 ms')).toBeInTheDocument();
    expect(
      screen.getByText('The metric has no label environment.'),
    ).toBeInTheDocument();

    await user.clear(field);
    await user.type(field, 'sum(');
    await user.click(button);
    expect(
      await screen.findByText(/parse error at 1:9: unclosed left bracket/),
    ).toBeInTheDocument();
    expect(answer).not.toBeInTheDocument();
  });

  it('says where a source takes no queries, instead of offering to test one', async () => {
    const api = new ExampleOpsHealthApi();
    const { unmount } = renderPage(<SourcesPage />, { api });
    const direct = await sourceNamed('Direct scrape');
    expect(
      within(direct).getByRole('link', { name: 'Joins' }),
    ).toBeInTheDocument();
    unmount();

    renderPage(<SourcesPage />, { api, search: '?source=laptop' });
    expect(
      await screen.findByText(/of type direct have no language/),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('textbox', { name: 'Query' }),
    ).not.toBeInTheDocument();
  });

  it('hides what the reader may not do, and says who can grant it', async () => {
    const { unmount } = renderPage(<SourcesPage />, {
      api: new ExampleOpsHealthApi(),
      search: '?source=prometheus-eu',
      permission: AuthorizeResult.DENY,
    });
    expect(
      await screen.findByText(/the permission ops-health.query.test/),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Refresh now' }),
    ).not.toBeInTheDocument();
    unmount();

    const empty = renderPage(<SourcesPage />, {
      api: new ExampleOpsHealthApi('empty'),
    });
    expect(
      await screen.findByText('No source is connected yet'),
    ).toBeInTheDocument();
    empty.unmount();

    renderPage(<SourcesPage />, { api: new ExampleOpsHealthApi('forbidden') });
    expect(
      await screen.findByText('You may not see the sources'),
    ).toBeInTheDocument();
  });
});
