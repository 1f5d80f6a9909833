import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ExampleScorecardsApi, type ExampleState } from '../../../dev/example';
import { renderOn } from '../../__testUtils__/renderPage';
import { ScorecardCard } from './ScorecardCard';

const TAB = '/catalog/hospital/model/chest-xray-triage/compliance';

function renderCard(name: string, state: ExampleState = 'full') {
  const api = new ExampleScorecardsApi(state);
  return { api, ...renderOn(name, <ScorecardCard />, { api }) };
}

describe('ScorecardCard', () => {
  it('says level, score and counts by framework, and what needs somebody first', async () => {
    renderCard('chest-xray-triage');
    const hipaa = await screen.findByRole('region', {
      name: 'HIPAA Security Rule, technical evidence',
    });
    expect(hipaa).toHaveTextContent('Evidence for 46 % of what it asks');
    expect(hipaa).toHaveTextContent('Bronze');
    expect(
      within(
        within(hipaa).getByRole('list', { name: 'How many controls are how' }),
      )
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual([
      '1 fail',
      '1 error',
      '1 unknown',
      '1 warning',
      '1 exempt',
      '3 pass',
      '1 attested',
      '1 inherited',
      '1 does not apply',
    ]);
    expect(
      within(hipaa).getByRole('img', {
        name: /46 %, of it 29.2 % automated, 8.3 % attested, 8.3 % inherited$/,
      }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('region', { name: 'NIST AI RMF 1.0' }),
    ).toHaveTextContent('voluntarySilver');
    expect(
      screen.getByRole('region', { name: 'NIST AI RMF 1.0' }),
    ).toHaveTextContent('Coverage: 75 % of what it suggests');
    expect(screen.getByText(/Privacy Rule and the Breach/)).toBeInTheDocument();
    expect(document.body).not.toHaveTextContent(/compliant/i);

    const worst = within(
      screen.getByRole('region', { name: 'What needs somebody first' }),
    ).getAllByRole('link');
    expect(worst.map(link => link.textContent)).toEqual([
      'Data is encrypted on its way',
      'There is a backup',
      'Incidents are handled',
      'It was examined for unfairness',
      'It promises how well it works',
    ]);
    expect(worst[0]).toHaveAttribute(
      'href',
      `${TAB}?framework=hipaa-security&control=hipaa-312.e.1`,
    );
  });

  it('says who accepted what until when', async () => {
    renderCard('chest-xray-triage');
    const accepted = await screen.findByRole('region', {
      name: 'Accepted for a while',
    });
    await waitFor(() =>
      expect(accepted).toHaveTextContent(
        /exempt.*The risks were thought throughexempt until \d+ \w+ \d{4}, approved by claraThe new version replaces it in May/,
      ),
    );
    expect(accepted).toHaveTextContent(
      /The version in production was approvedexempt until .*, approved by ravi/,
    );
  });

  it('never shows a level of what is only mapped to checks', async () => {
    renderCard('imaging');
    const soc2 = await screen.findByRole('region', { name: 'SOC 2' });
    expect(soc2).toHaveTextContent(
      /mapping onlyMapped: .*Coverage: 50 % of what is mapped to checks/,
    );
    expect(soc2).not.toHaveTextContent(/Bronze|Silver|Gold|Evidence for/);
  });

  it('never shows what is not known as good', async () => {
    renderCard('newcomer');
    const hipaa = await screen.findByRole('region', { name: /^HIPAA/ });
    expect(hipaa).toHaveTextContent(/unknown.*Evidence for 0 %/);
    expect(hipaa).toHaveTextContent('9 unknown');
    expect(hipaa).not.toHaveTextContent('pass');
  });

  it('keeps what was read, and says how old it is', async () => {
    const api = new ExampleScorecardsApi();
    const [scorecard] = await api.getScorecards(
      'component:default/triage-service',
    );
    jest
      .spyOn(api, 'getScorecards')
      .mockResolvedValue([
        { ...scorecard, evaluatedAt: '2026-01-01T00:00:00Z' },
      ]);
    renderOn('triage-service', <ScorecardCard />, { api });
    expect(
      await screen.findByText(/from the last evaluation/),
    ).toBeInTheDocument();
    expect(screen.getByText('Gold')).toBeInTheDocument();
  });

  it('tells none, a refusal, a failure and waiting apart', async () => {
    const empty = renderCard('unasked');
    expect(await screen.findByText('No scorecard yet')).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Show the frameworks' }),
    ).toHaveAttribute('href', '/compliance/frameworks');
    empty.unmount();

    const forbidden = renderCard('chest-xray-triage', 'forbidden');
    expect(
      await screen.findByText('You may not see the scorecards of this entity'),
    ).toBeInTheDocument();
    forbidden.unmount();

    const loading = renderCard('chest-xray-triage', 'loading');
    expect(
      await screen.findByText('Loading the scorecards'),
    ).toBeInTheDocument();
    loading.unmount();

    const user = userEvent.setup();
    const failing = renderCard('chest-xray-triage', 'error');
    const getScorecards = jest.spyOn(failing.api, 'getScorecards');
    await user.click(await screen.findByRole('button', { name: 'Retry' }));
    await waitFor(() => expect(getScorecards).toHaveBeenCalledTimes(1));
  });
});
