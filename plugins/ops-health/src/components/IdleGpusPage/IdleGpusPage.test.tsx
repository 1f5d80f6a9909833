import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ExampleOpsHealthApi } from '../../../dev/example';
import { renderPage } from '../../__testUtils__/renderPage';
import { idleGpusToCsv, readAllIdleGpus } from '../../cost/idleGpus';
import { IdleGpusLink } from '../FleetPage/IdleGpusLink';
import { IdleGpusPage } from './IdleGpusPage';

async function rows() {
  const table = await screen.findByRole('table', { name: 'Idle GPUs' });
  await within(table).findAllByRole('link');
  return within(table)
    .getAllByRole('row')
    .slice(1)
    .map(row => row.textContent);
}

describe('IdleGpusPage', () => {
  it('lists them in money, with owner, and filters by owner', async () => {
    const user = userEvent.setup();
    const api = new ExampleOpsHealthApi();
    const listIdleGpus = jest.spyOn(api, 'listIdleGpus');
    renderPage(<IdleGpusPage />, { api });

    expect(await rows()).toEqual([
      expect.stringMatching(
        /^Recommender\$4,0152 × NVIDIA A100-SXM4-80GBgpu-2.*personalization20 of 211\.2 %, 8 %2 h old, from its sources/i,
      ),
      expect.stringMatching(
        /^Triage service\$5841 × NVIDIA L4gpu-1.*imaging24 of 240 %, 0 %/i,
      ),
      expect.stringMatching(
        /^Nightly scorerunknown4 × NVIDIA T4gpu-4no owner.*staging, No price is configured for NVIDIA T4$/,
      ),
    ]);
    expect(screen.getByText('$4,599').parentElement).toHaveTextContent(
      'At least $4,599 a month for 7 idle GPUs',
    );
    expect(
      screen.getByText(/Of 2 more workloads with GPUs too few hours/),
    ).toBeInTheDocument();

    await user.click(screen.getByRole('button', { name: /Owners/ }));
    await user.click(await screen.findByRole('option', { name: 'imaging' }));
    await waitFor(() =>
      expect(listIdleGpus.mock.lastCall?.[0]).toMatchObject({
        owner: ['group:default/imaging'],
      }),
    );
    expect(
      await screen.findByText('$584', { selector: 'strong' }),
    ).toBeInTheDocument();
    expect(screen.getByLabelText('search')).toHaveTextContent(
      'owner=group%3Adefault%2Fimaging',
    );
  });

  it('takes all pages along as CSV', async () => {
    const api = new ExampleOpsHealthApi();
    const items = await readAllIdleGpus(api, {});
    const pages = jest
      .spyOn(api, 'listIdleGpus')
      .mockImplementation(async ({ cursor }) => ({
        items: [items[cursor ? 1 : 0]],
        totalItems: 2,
        below: 0.05,
        totalGpus: 3,
        unpriced: 0,
        undecided: 0,
        owners: [],
        nextCursor: cursor ? undefined : 'next',
      }));
    const all = await readAllIdleGpus(api, { owner: ['group:default/x'] });
    expect(pages.mock.calls.map(([query]) => query)).toEqual([
      { owner: ['group:default/x'], limit: 500, cursor: undefined },
      { owner: ['group:default/x'], limit: 500, cursor: 'next' },
    ]);
    const [header, first] = idleGpusToCsv(all, 'USD').split('\r\n');
    expect(header).toMatch(/^workload,title,environment,owner/);
    expect(first).toMatch(
      /^component:default\/recommender,Recommender,production,group:default\/personalization,,2,2 × NVIDIA A100-SXM4-80GB,gpu-2,0.012,0.08,20,21,.*,4015,USD,$/,
    );
  });

  it('says why there is nothing, and never calls the unmeasured busy', async () => {
    const empty = renderPage(<IdleGpusPage />, {
      api: new ExampleOpsHealthApi('empty'),
    });
    expect(await screen.findByText('No idle GPUs')).toBeInTheDocument();
    empty.unmount();

    const api = new ExampleOpsHealthApi('empty');
    const answer = await api.listIdleGpus({});
    jest
      .spyOn(api, 'listIdleGpus')
      .mockResolvedValueOnce({ ...answer, undecided: 3 });
    const early = renderPage(<IdleGpusPage />, { api });
    expect(await screen.findByText('Too early to say')).toBeInTheDocument();
    early.unmount();

    jest
      .spyOn(api, 'listIdleGpus')
      .mockResolvedValueOnce({ ...answer, currency: undefined });
    const unpriced = renderPage(<IdleGpusPage />, { api });
    expect(
      await screen.findByText('No prices are configured'),
    ).toBeInTheDocument();
    expect(screen.getByText(/gpuHours:/)).toBeInTheDocument();
    unpriced.unmount();

    const forbidden = renderPage(<IdleGpusPage />, {
      api: new ExampleOpsHealthApi('forbidden'),
    });
    expect(
      await screen.findByText('You may not see the idle GPUs'),
    ).toBeInTheDocument();
    forbidden.unmount();

    renderPage(<IdleGpusPage />, { api: new ExampleOpsHealthApi('error') });
    expect(
      await screen.findByText('The idle GPUs could not be loaded'),
    ).toBeInTheDocument();
  });
});

describe('IdleGpusLink', () => {
  it('says what they cost, where there are any', async () => {
    const { unmount } = renderPage(<IdleGpusLink />, {
      api: new ExampleOpsHealthApi(),
    });
    expect(
      await screen.findByRole('link', { name: 'Idle GPUs: $4,599 a month' }),
    ).toHaveAttribute('href', '/health/idle-gpus');
    unmount();

    const api = new ExampleOpsHealthApi('empty');
    const listIdleGpus = jest.spyOn(api, 'listIdleGpus');
    renderPage(<IdleGpusLink />, { api });
    await waitFor(() => expect(listIdleGpus).toHaveBeenCalled());
    expect(screen.queryByRole('link')).not.toBeInTheDocument();
  });
});
