import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  EXAMPLE_PEOPLE,
  ExampleScorecardsApi,
  type ExampleState,
} from '../../../dev/example';
import { renderPage } from '../../__testUtils__/renderPage';
import { ApprovalsPage } from './ApprovalsPage';

const search = () => screen.getByLabelText('search').textContent;

function renderAs(
  name: keyof typeof EXAMPLE_PEOPLE,
  options: {
    state?: ExampleState;
    search?: string;
    permission?: AuthorizeResult.ALLOW | AuthorizeResult.DENY;
  } = {},
) {
  const { state, ...rest } = options;
  const api = new ExampleScorecardsApi(state, { person: EXAMPLE_PEOPLE[name] });
  return { api, ...renderPage(<ApprovalsPage />, { api, ...rest }) };
}

async function itemsOf(title: RegExp) {
  const section = await screen.findByRole('region', { name: title });
  return [...section.querySelectorAll<HTMLElement>(':scope > ul > li')];
}

describe('ApprovalsPage', () => {
  it('shows all that is needed to decide, and approves', async () => {
    const user = userEvent.setup();
    const { api } = renderAs('clara');
    const [, exemption] = await itemsOf(/^To decide \(2\)/);
    expect(exemption).toHaveTextContent(
      /^Exemption: Data is encrypted on its wayof Chest X-ray triageHIPAA.*criticalrequired/,
    );
    await waitFor(() =>
      expect(exemption).toHaveTextContent(
        /It asks: Whoever listens.*Nowfail2 of 3 addresses/,
      ),
    );
    expect(exemption).toHaveTextContent(
      /Asked for 90 days by olivia 3 hours ago.*The port 8080/,
    );
    expect(
      within(exemption).getByRole('link', {
        name: /^Evidence at tickets\.example\.com/,
      }),
    ).toHaveAttribute('href', 'https://tickets.example.com/IMG-412');
    expect(
      within(exemption).getByRole('link', {
        name: 'Data is encrypted on its way',
      }),
    ).toHaveAttribute(
      'href',
      '/catalog/hospital/model/chest-xray-triage/compliance?framework=hipaa-security&control=hipaa-312.e.1',
    );

    const takeDecisionTurn = jest.spyOn(api, 'takeDecisionTurn');
    // With the keyboard alone.
    act(() =>
      within(exemption)
        .getByRole('button', { name: /^Approve: Data/ })
        .focus(),
    );
    await user.keyboard('{Enter}');
    const dialog = await screen.findByRole('dialog', {
      name: 'Approve: Exemption',
    });
    await waitFor(() =>
      expect(dialog).toHaveTextContent(
        /From now on, for 90 days the control counts as an accepted open risk: it adds nothing to the score, and the level is at most Silver/,
      ),
    );
    await user.keyboard('{Escape}');
    await waitFor(() => expect(dialog).not.toBeInTheDocument());
    expect(takeDecisionTurn).not.toHaveBeenCalled();

    await user.click(screen.getByRole('button', { name: /^Approve: Data/ }));
    await user.type(
      await screen.findByRole('textbox', { name: /^Comment/ }),
      'Until the viewer is gone.',
    );
    await user.click(screen.getByRole('button', { name: 'Approve' }));
    expect(await itemsOf(/^To decide \(1\)/)).toHaveLength(1);
    expect(takeDecisionTurn).toHaveBeenCalledWith(
      'plain-port',
      'approve',
      'Until the viewer is gone.',
    );
  });

  it('rejects only with words, and never lets anybody decide their own', async () => {
    const user = userEvent.setup();
    const { api } = renderAs('clara');
    const takeDecisionTurn = jest.spyOn(api, 'takeDecisionTurn');
    const [own] = await itemsOf(/^My requests \(1\)/);
    expect(own).toHaveTextContent(
      'You asked for it, so somebody else has to decide.',
    );
    expect(
      within(own)
        .getAllByRole('button')
        .map(button => button.textContent),
    ).toEqual(['Withdraw…']);

    await user.click(
      screen.getByRole('button', { name: /^Reject: Its predictions/ }),
    );
    await user.click(await screen.findByRole('button', { name: 'Reject' }));
    expect(takeDecisionTurn).not.toHaveBeenCalled();
    await user.type(
      screen.getByRole('textbox', { name: /^Comment/ }),
      'It is asked of it.',
    );
    takeDecisionTurn.mockRejectedValueOnce(
      new Error('Ravi Reviewer rejected it a minute ago'),
    );
    await user.click(screen.getByRole('button', { name: 'Reject' }));
    expect(
      await screen.findByText('Ravi Reviewer rejected it a minute ago'),
    ).toBeInTheDocument();
    expect(screen.getByRole('textbox', { name: /^Comment/ })).toHaveValue(
      'It is asked of it.',
    );
    await user.click(screen.getByRole('button', { name: 'Reject' }));
    expect(await itemsOf(/^To decide \(1\)/)).toHaveLength(1);
  });

  it('renews what ends soon and signs what is wanted', async () => {
    const user = userEvent.setup();
    const { api } = renderAs('olivia');
    const renewDecision = jest.spyOn(api, 'renewDecision');
    const signAttestation = jest.spyOn(api, 'signAttestation');
    const ending = await itemsOf(/^Ends soon \(2\)/);
    expect(ending.map(item => item.textContent)).toEqual([
      expect.stringMatching(/^Exemption: The version in production.*Ends in/),
      expect.stringMatching(/^Statement: The risks were thought through.*Ends/),
    ]);
    await user.click(within(ending[0]).getByRole('button', { name: /^Renew/ }));
    await user.type(
      await screen.findByRole('textbox', { name: /^Why/ }),
      'The next version goes through the portal.',
    );
    await user.click(screen.getByRole('radio', { name: '30 days' }));
    await user.click(screen.getByRole('button', { name: 'Ask to renew it' }));
    await waitFor(() =>
      expect(renewDecision).toHaveBeenCalledWith('approved-by-mail', {
        reason: 'The next version goes through the portal.',
        evidenceUrl: undefined,
        days: 30,
      }),
    );

    const wanted = await screen.findByRole('region', {
      name: /^Statements wanted \(1\)/,
    });
    await waitFor(() =>
      expect(wanted).toHaveTextContent(
        /HIPAA Security Rule.*1 statement about 1 control.*Incidents are handled.*That the instructions were read.*nobody has stated it yet/,
      ),
    );
    await user.click(within(wanted).getByRole('button'));
    await user.type(
      await screen.findByRole('textbox', { name: /^Your statement/ }),
      'Read on Monday with the whole team.',
    );
    await user.click(
      screen.getByRole('button', { name: 'Sign the statement' }),
    );
    await waitFor(() =>
      expect(
        screen.queryByRole('region', { name: /^Statements wanted/ }),
      ).not.toBeInTheDocument(),
    );
    expect(signAttestation).toHaveBeenCalledWith({
      entityRef: 'model:hospital/chest-xray-triage',
      frameworkId: 'hipaa-security',
      controlId: 'hipaa-308.a.6.ii',
      statement: 'Read on Monday with the whole team.',
      evidenceUrl: undefined,
      validForDays: 180,
    });
  });

  it('offers nothing to those who may not', async () => {
    renderAs('olivia', { permission: AuthorizeResult.DENY });
    const [ending] = await itemsOf(/^Ends soon/);
    expect(within(ending).queryByRole('button')).not.toBeInTheDocument();
    const wanted = await screen.findByRole('region', {
      name: /^Statements wanted/,
    });
    expect(
      await within(wanted).findByText('Incidents are handled'),
    ).toBeVisible();
    expect(within(wanted).queryByRole('button')).not.toBeInTheDocument();
  });

  it('shows the first ten at first', async () => {
    const user = userEvent.setup();
    const api = new ExampleScorecardsApi('full', {
      person: EXAMPLE_PEOPLE.ravi,
    });
    const inbox = await api.getInbox();
    jest.spyOn(api, 'getInbox').mockResolvedValue({
      ...inbox,
      toDecide: Array.from({ length: 12 }, (_, index) => ({
        ...inbox.toDecide[0],
        id: `request-${index}`,
      })),
      totals: { ...inbox.totals, toDecide: 70 },
    });
    renderPage(<ApprovalsPage />, { api });
    expect(await itemsOf(/^To decide \(70\)/)).toHaveLength(10);
    await user.click(screen.getByRole('button', { name: 'Show 2 more' }));
    expect(await itemsOf(/^To decide/)).toHaveLength(12);
    expect(
      screen.getByText('58 more come up once these are done.'),
    ).toBeInTheDocument();
  });

  it('lists all decisions, filtered in the URL, page by page', async () => {
    const user = userEvent.setup();
    const { api } = renderAs('victor');
    const listDecisions = jest.spyOn(api, 'listDecisions');
    await user.click(
      await screen.findByRole('radio', { name: 'All decisions' }),
    );
    expect(search()).toBe('view=all');
    const table = await screen.findByRole('table', { name: 'Decisions' });
    expect(await screen.findByText('9 decisions')).toBeInTheDocument();
    const rows = within(table).getAllByRole('row').slice(1);
    expect(rows[0]).toHaveTextContent(
      /^Data is encrypted on its wayChest X-ray triage.*Exemptionwaits for a decision.*olivianobody yetfor 90 days$/,
    );
    expect(rows.at(-1)).toHaveTextContent(/withdrawn.*nobodyfor 90 days$/);

    await user.click(screen.getByRole('button', { name: /States/ }));
    await user.click(await screen.findByRole('option', { name: 'revoked' }));
    await user.keyboard('{Escape}');
    expect(search()).toBe('view=all&state=revoked');
    expect(await screen.findByText('1 decision')).toBeInTheDocument();
    expect(listDecisions).toHaveBeenLastCalledWith(
      expect.objectContaining({ state: ['revoked'], limit: 50 }),
    );
    listDecisions.mockResolvedValueOnce({
      items: [],
      totalItems: 0,
    });
    await user.click(screen.getByRole('button', { name: /Kinds/ }));
    await user.click(
      await screen.findByRole('option', { name: 'Alternative' }),
    );
    await user.keyboard('{Escape}');
    expect(await screen.findByText('Nothing matches')).toBeInTheDocument();
    await user.click(
      screen.getAllByRole('button', { name: 'Clear all filters' })[0],
    );
    expect(await screen.findByText('9 decisions')).toBeInTheDocument();
    expect(search()).toBe('view=all');
  });

  it.each(['?view=all', ''])(
    'tells none, a refusal, a failure and waiting apart (%p)',
    async address => {
      const empty = renderAs('ravi', { state: 'empty', search: address });
      expect(
        await screen.findByText(
          address ? 'Nobody asked for anything' : 'Nothing waits for you',
        ),
      ).toBeInTheDocument();
      empty.unmount();
      const what = address ? 'the decisions' : 'what waits for you';
      const forbidden = renderAs('ravi', {
        state: 'forbidden',
        search: address,
      });
      expect(
        await screen.findByText(`You may not see ${what}`),
      ).toBeInTheDocument();
      forbidden.unmount();
      const failing = renderAs('ravi', { state: 'error', search: address });
      expect(
        await screen.findByRole('button', { name: 'Retry' }),
      ).toBeInTheDocument();
      failing.unmount();
      renderAs('ravi', { state: 'loading', search: address });
      expect(
        address
          ? await screen.findByRole('table', { busy: true })
          : await screen.findByText('Loading what waits for you'),
      ).toBeInTheDocument();
    },
  );
});
