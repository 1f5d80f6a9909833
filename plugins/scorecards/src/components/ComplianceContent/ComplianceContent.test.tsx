import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ExampleScorecardsApi } from '../../../dev/example';
import { renderOn } from '../../__testUtils__/renderPage';
import { ComplianceContent } from './ComplianceContent';

const search = () => screen.getByLabelText('search').textContent;

function renderTab(options: { search?: string; api?: ExampleScorecardsApi }) {
  const { api = new ExampleScorecardsApi() } = options;
  return renderOn('chest-xray-triage', <ComplianceContent />, {
    api,
    search: options.search,
  });
}

function headings() {
  return screen
    .getAllByRole('heading', { level: 2 })
    .map(heading => heading.textContent);
}

describe('ComplianceContent', () => {
  it('groups the controls by verdict, what needs somebody first', async () => {
    const user = userEvent.setup();
    renderTab({});
    expect(
      await screen.findByRole('button', { name: /^HIPAA/ }),
    ).toHaveAttribute('aria-pressed', 'true');
    expect(headings()).toEqual([
      'HIPAA Security Rule, technical evidence',
      'Fail (1)',
      'Error (1)',
      'Unknown (1)',
      'Warning (1)',
      'Exempt (1)',
      'Pass (3)',
      'Attested (1)',
      'Inherited (1)',
      'Does not apply (1)',
    ]);

    await user.click(screen.getByRole('button', { name: '1 error' }));
    await user.click(screen.getByRole('button', { name: '3 pass' }));
    expect(headings().slice(1)).toEqual(['Error (1)', 'Pass (3)']);
    await user.type(screen.getByLabelText('Search the controls'), 'backup');
    await waitFor(() => expect(headings().slice(1)).toEqual(['Error (1)']));
    expect(search()).toBe('verdict=error&verdict=pass&text=backup');
    await user.click(screen.getByRole('button', { name: 'Clear all filters' }));
    expect(search()).toBe('');

    await user.click(screen.getByRole('button', { name: /^EU AI Act/ }));
    expect(search()).toBe('framework=eu-ai-act');
    expect(headings()).toEqual([
      'EU AI Act, high-risk systems',
      'Pass (1)',
      'Upcoming (3)',
    ]);
    const risks = screen.getByRole('button', { name: /^Risks are managed/ });
    expect(risks.closest('li')).toHaveTextContent(
      'upcomingtoday it would be fail',
    );
  });

  it('opens a control in place: asks, because, fix, history with its gaps', async () => {
    const user = userEvent.setup();
    const api = new ExampleScorecardsApi();
    const explainControl = jest.spyOn(api, 'explainControl');
    renderTab({ api, search: '?framework=hipaa-security' });
    const control = await screen.findByRole('button', {
      name: /^Data is encrypted on its way/,
    });
    expect(control).toHaveAttribute('aria-expanded', 'false');
    expect(explainControl).not.toHaveBeenCalled();
    await user.click(control);
    expect(search()).toBe('framework=hipaa-security&control=hipaa-312.e.1');

    const asks = await screen.findByRole('region', { name: 'What it asks' });
    expect(asks).toHaveTextContent(/^What it asksWhoever listens/);
    expect(asks).toHaveTextContent('Who decidesMachines decide');
    expect(asks).toHaveTextContent('(primary: compared with the text itself)');

    const check = screen.getByRole('region', {
      name: 'Data is encrypted on its way',
    });
    expect(check).toHaveTextContent('house rule');
    expect(check).toHaveTextContent(
      'Should beEvery address answers over TLS 1.2 or later, and in no other wayIstriage.imaging.svc:8080 answers without encryption',
    );
    expect(check).toHaveTextContent('3 things looked at');
    expect(check).toHaveTextContent('42 minutes ago');
    expect(
      within(check).getByRole('group', { name: 'question' }),
    ).toHaveTextContent('openssl s_client');
    const writeText = jest.spyOn(navigator.clipboard, 'writeText');
    await user.click(screen.getByRole('button', { name: 'Copy annotation' }));
    expect(writeText).toHaveBeenCalledWith(
      'metadata:\n  annotations:\n    platformops.io/tls-endpoints: triage.imaging.svc:443',
    );

    const history = screen.getByRole('region', { name: 'History' });
    expect(within(history).getAllByRole('listitem')).toHaveLength(4);
    expect(history).toHaveTextContent('gapNothing was recorded');
    expect(
      within(within(history).getByRole('group', { name: 'Verdicts over time' }))
        .getAllByRole('button')
        .map(span => span.getAttribute('data-look')),
    ).toEqual(['not-evaluated', 'pass', 'gap', 'fail']);

    await user.click(control);
    expect(search()).toBe('framework=hipaa-security');
  });

  it('says what an unknown, an exempt and a stated control rest on', async () => {
    const unknown = renderTab({ search: '?control=hipaa-308.a.6.ii' });
    expect(
      await screen.findByText('expired, so it does not count'),
    ).toBeInTheDocument();
    unknown.unmount();

    const exempt = renderTab({ search: '?control=hipaa-308.a.1.ii.A' });
    expect(
      (await screen.findByText('But for that decision it would be'))
        .parentElement,
    ).toHaveTextContent('fail');
    exempt.unmount();

    renderTab({ search: '?control=hipaa-308.a.1.ii.C' });
    expect(
      await screen.findByText(/No machine looks at it: a person has to say/),
    ).toBeInTheDocument();
    expect(
      screen.getByText('A person states, for 365 days').parentElement,
    ).toHaveTextContent('That such a policy is in force.');
  });

  it('prints of what, when and which part', async () => {
    const print = jest.spyOn(window, 'print').mockImplementation(() => {});
    renderTab({ search: '?verdict=fail' });
    expect(
      await screen.findByRole('heading', { level: 1, hidden: true }),
    ).toHaveTextContent(
      'Chest X-ray triage (model:hospital/chest-xray-triage)',
    );
    expect(screen.getByText(/^Evidence for HIPAA/)).toHaveTextContent(
      /version 2026.1\. Evaluated .*, printed .*\. Shown: only the verdicts fail\.$/,
    );
    document.body.setAttribute('data-theme-mode', 'dark');
    window.dispatchEvent(new Event('beforeprint'));
    expect(document.body).toHaveAttribute('data-theme-mode', 'light');
    window.dispatchEvent(new Event('afterprint'));
    expect(document.body).toHaveAttribute('data-theme-mode', 'dark');
    await userEvent.click(screen.getByRole('button', { name: 'Print' }));
    expect(print).toHaveBeenCalledTimes(1);
  });
});
