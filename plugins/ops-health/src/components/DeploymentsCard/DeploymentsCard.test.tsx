import { screen, within } from '@testing-library/react';
import { ExampleOpsHealthApi } from '../../../dev/example';
import { renderOn } from '../../__testUtils__/renderPage';
import { DeploymentsCard } from './DeploymentsCard';

function renderCard(name: string, api = new ExampleOpsHealthApi()) {
  return renderOn(name, <DeploymentsCard />, { api });
}

describe('DeploymentsCard', () => {
  it('says how what is served compares with what is declared, then each', async () => {
    renderCard('chest-xray-triage');
    const card = screen.getByRole('region', { name: 'Where it serves' });
    const findings = within(
      await within(card).findByRole('list', { name: 'Declared and observed' }),
    ).getAllByRole('listitem');
    expect(findings.map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(
        /^mismatchv15 is declared production; .*v14 \(90 %/,
      ),
      expect.stringMatching(/^cannot tellWhat InferenceService triage/),
    ]);
    expect(
      within(findings[0]).getByText('mismatch').closest('[data-state]'),
    ).toHaveAttribute('data-state', 'warning');
    expect(
      within(findings[1]).getByText('cannot tell').closest('[data-state]'),
    ).toHaveAttribute('data-state', 'unknown');

    const [stable, canary, unknown, staging] = within(
      within(card).getByRole('list', { name: 'Deployments' }),
    ).getAllByRole('listitem');
    expect(within(stable).getByRole('link', { name: 'v14' })).toHaveAttribute(
      'href',
      '/catalog/hospital/model/chest-xray-triage/versions?version=14',
    );
    expect(stable).toHaveTextContent(
      /archived, matched by address.*ready.*InferenceService triage, cluster eu-1, namespace imagingproduction90 % of the traffic/,
    );
    expect(
      within(stable).getByRole('link', { name: 'triage-service' }),
    ).toBeInTheDocument();
    expect(canary).toHaveTextContent(/by digest.*1 h old, from the registry/);
    expect(unknown).toHaveTextContent(
      /^cannot tellno version in the registries has this addresss3:\/\/models-us.*not ready, stale/,
    );
    expect(unknown).toHaveTextContent(
      /last failure: ModelLoadFailed.*1 h old, from clusters/,
    );
    expect(staging).toHaveTextContent(
      /no stage, matched by address, no longer in the registry.*idle.*staging/,
    );
    expect(card).toHaveTextContent(
      '1 is left out, for you may not see what serves there.',
    );
  });

  it('names the model on the page of what serves it', async () => {
    renderCard('triage-service');
    const card = screen.getByRole('region', { name: 'What it serves' });
    expect(
      await within(card).findByRole('link', {
        name: 'Chest X-ray triage v14',
      }),
    ).toBeInTheDocument();
    expect(
      within(
        within(card).getByRole('list', { name: 'Declared and observed' }),
      ).getAllByRole('link', { name: 'hospital/chest-xray-triage' }),
    ).toHaveLength(2);
    expect(card).not.toHaveTextContent('by triage-service');
  });

  it('says that nothing was observed, which is not good', async () => {
    renderCard('bone-age');
    expect(
      (await screen.findByText('not observed')).closest('[data-state]'),
    ).toHaveAttribute('data-state', 'unknown');
    expect(screen.getByText('Not observed anywhere')).toBeInTheDocument();
  });

  it('says when there is nothing, nobody answers, or one may not look', async () => {
    const { unmount } = renderCard(
      'triage-service',
      new ExampleOpsHealthApi('empty'),
    );
    expect(
      await screen.findByText('Nothing was observed to be served'),
    ).toBeInTheDocument();
    unmount();

    const failing = renderCard(
      'triage-service',
      new ExampleOpsHealthApi('error'),
    );
    expect(
      await screen.findByText('The deployments could not be loaded'),
    ).toBeInTheDocument();
    failing.unmount();

    const loading = renderCard(
      'triage-service',
      new ExampleOpsHealthApi('loading'),
    );
    expect(
      await screen.findByText('Loading the deployments'),
    ).toBeInTheDocument();
    loading.unmount();

    renderCard('triage-service', new ExampleOpsHealthApi('forbidden'));
    expect(
      await screen.findByText(/ops-health\.health\.read/),
    ).toBeInTheDocument();
  });
});
