import { screen, waitFor, within } from '@testing-library/react';
import { ExampleOpsHealthApi } from '../../../dev/example';
import { renderOn } from '../../__testUtils__/renderPage';
import { Quality } from './Quality';

const LIMIT = {
  indicator: 'auc',
  environment: 'production',
  observedAt: new Date().toISOString(),
  stale: false,
  source: 'reports',
  pack: 'reports',
  limit: { operator: '>=', value: 0.9, origin: 'annotation' },
} as const;

describe('Quality', () => {
  it('shows the newest value with what it rests on, and slices worst first', async () => {
    renderOn('chest-xray-triage', <Quality readings={[LIMIT]} />, {
      api: new ExampleOpsHealthApi(),
    });
    const panel = await screen.findByRole('region', {
      name: 'AUC on weekly labels',
    });
    expect(panel).toHaveTextContent(
      '0.910.898 to 0.922 with 95 % confidencelimit: at least 0.9',
    );
    expect(
      within(panel).getByRole('img', {
        name: 'AUC on weekly labels: 0.91, 0.898 to 0.922, limit 0.9',
      }),
    ).toBeInTheDocument();
    expect(panel).toHaveTextContent('Labelled examples (n)4,210');
    expect(panel).toHaveTextContent(/Evaluation set\s*sha256:aaaaaaaa…/);
    expect(panel).toHaveTextContent('by external:evaluation-pipeline');
    expect(within(panel).getByRole('link', { name: '15' })).toHaveAttribute(
      'href',
      '/catalog/hospital/model/chest-xray-triage/versions',
    );

    const slices = within(
      within(panel).getByRole('table', {
        name: 'Slices of AUC on weekly labels',
      }),
    ).getAllByRole('row');
    expect(slices.slice(1).map(row => row.textContent)).toEqual([
      expect.stringMatching(/^view = portable0.872 +beyond412/),
      expect.stringMatching(/^sex = female0.905/),
      expect.stringMatching(/^sex = male0.914/),
      expect.stringMatching(/^age = under 18too few \(n=12\)12/),
    ]);
    expect(slices[4]).not.toHaveTextContent('0.9');
  });

  it('shows no number while labels are awaited, and what is old as old', async () => {
    renderOn('chest-xray-triage', <Quality />, {
      api: new ExampleOpsHealthApi(),
    });
    const calibration = await screen.findByRole('region', {
      name: 'Calibration error',
    });
    expect(calibration).toHaveTextContent(
      /^Calibration errorunknownLabels are awaited since 24 Feb 2026; they usually take 21 daysLast known: 0.0314/,
    );
    const drift = screen.getByRole('region', {
      name: 'Population stability index',
    });
    expect(drift).toHaveTextContent(/7 d old, from reports/);
    expect(drift).toHaveTextContent('The evaluation set changed');
    expect(
      within(drift).getByRole('list', { name: 'Marks' }),
    ).toHaveTextContent('other evaluation set');
  });

  it('tells how to report of a model, and is silent of anything else', async () => {
    const model = renderOn('bone-age', <Quality />, {
      api: new ExampleOpsHealthApi(),
    });
    expect(
      await screen.findByText('No quality reported yet'),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/"entityRef": "model:hospital\/bone-age"/),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Copy the request' }),
    ).toBeInTheDocument();
    model.unmount();

    const api = new ExampleOpsHealthApi();
    const answer = jest.spyOn(api, 'listQuality');
    const component = renderOn('triage-service', <Quality />, { api });
    await waitFor(() => expect(answer).toHaveBeenCalled());
    await waitFor(() =>
      expect(
        screen.queryByLabelText('Loading the quality'),
      ).not.toBeInTheDocument(),
    );
    expect(screen.queryByText('Quality')).not.toBeInTheDocument();
    component.unmount();

    const forbidden = renderOn('bone-age', <Quality />, {
      api: new ExampleOpsHealthApi('forbidden'),
    });
    expect(
      await screen.findByText('You may not see the quality of this entity'),
    ).toBeInTheDocument();
    forbidden.unmount();

    renderOn('bone-age', <Quality />, {
      api: new ExampleOpsHealthApi('error'),
    });
    expect(
      await screen.findByText('The quality of this entity could not be loaded'),
    ).toBeInTheDocument();
  });
});
