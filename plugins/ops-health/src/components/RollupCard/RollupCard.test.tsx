import { screen, within } from '@testing-library/react';
import { ExampleOpsHealthApi } from '../../../dev/example';
import { renderOn, renderPage } from '../../__testUtils__/renderPage';
import { HealthOfMySystems } from '../HomeWidgets';
import { RollupCard } from './RollupCard';

describe('RollupCard', () => {
  it('counts what belongs to a system, worst first, and leads to it', async () => {
    renderOn('diagnostic-imaging', <RollupCard />, {
      api: new ExampleOpsHealthApi(),
    });
    const counts = await screen.findByRole('list', {
      name: 'How many are in which state',
    });
    expect(
      within(counts)
        .getAllByRole('link')
        .map(link => [link.textContent, link.getAttribute('href')]),
    ).toContainEqual([
      '1 bad',
      '/health?system=system%3Adefault%2Fdiagnostic-imaging&state=bad',
    ]);
    expect(
      screen.getByText(/^Triage service: The page alert/),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Chest X-ray triage' }),
    ).toBeInTheDocument();
  });

  it('counts without a list for a domain, and says when there is nothing', async () => {
    const { unmount } = renderOn('hospital', <RollupCard />, {
      api: new ExampleOpsHealthApi(),
    });
    expect(await screen.findByText('1 warning')).toBeInTheDocument();
    expect(screen.queryByRole('link')).not.toBeInTheDocument();
    unmount();

    const api = new ExampleOpsHealthApi();
    jest.spyOn(api, 'getRollup').mockResolvedValue({
      entityRef: 'group:default/imaging',
      state: 'unknown',
      reason: 'No source has data of any part of it',
      counts: { bad: 0, warning: 0, unknown: 0, idle: 0, good: 0 },
    });
    renderOn('imaging', <RollupCard />, { api });
    expect(
      await screen.findByText('Nothing of it has health yet'),
    ).toBeInTheDocument();
  });
});

describe('HealthOfMySystems', () => {
  it('has a strip per system, worst first, with the counts in words', async () => {
    const api = new ExampleOpsHealthApi();
    const all = await api.listHealth({ limit: 200 });
    const listHealth = jest
      .spyOn(api, 'listHealth')
      .mockImplementation(async query => ({
        ...all,
        items: all.items.filter(
          ({ system, owner }) =>
            (query.system?.includes(system!) ?? true) &&
            (!query.owner || owner === 'group:default/imaging'),
        ),
      }));
    renderPage(<HealthOfMySystems />, { api });
    const [first, second] = await screen.findAllByRole('listitem');
    expect(first).toHaveTextContent(/^diagnostic-imaging1 bad, /);
    expect(second).toHaveTextContent(/^shop3 warning, /);
    expect(
      screen.getByRole('link', { name: 'The whole fleet' }),
    ).toHaveAttribute('href', '/health');
    expect(listHealth).toHaveBeenCalledTimes(2);
  });

  it('says when nothing is theirs', async () => {
    renderPage(<HealthOfMySystems />, {
      api: new ExampleOpsHealthApi('empty'),
    });
    expect(
      await screen.findByText('No system of yours has health'),
    ).toBeInTheDocument();
  });
});
