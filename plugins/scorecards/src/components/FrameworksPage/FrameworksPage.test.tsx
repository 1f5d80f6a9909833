import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { EXAMPLE_PEOPLE, ExampleScorecardsApi } from '../../../dev/example';
import { renderPage } from '../../__testUtils__/renderPage';
import { FrameworksPage } from './FrameworksPage';

describe('FrameworksPage', () => {
  it('says what each covers, where it comes from and how much machines decide', async () => {
    renderPage(<FrameworksPage />, { api: new ExampleScorecardsApi() });
    const hipaa = await screen.findByRole('region', { name: /^HIPAA/ });
    expect(hipaa).toHaveTextContent(/Scope: The Security Rule only/);
    expect(hipaa).toHaveTextContent(
      'Controls11; machines alone decide 7 of them',
    );
    expect(screen.getByRole('region', { name: 'SOC 2' })).toHaveTextContent(
      /mapping only.*unverified: not compared with the text when it was written, so it gates only where somebody accepted it/,
    );
    expect(
      screen.getByRole('link', { name: 'All controls of NIST AI RMF 1.0' }),
    ).toHaveAttribute('href', '/compliance/frameworks?framework=nist-ai-rmf');
  });

  it('opens one, with its dates', async () => {
    renderPage(<FrameworksPage />, {
      api: new ExampleScorecardsApi(),
      search: '?framework=eu-ai-act',
    });
    const controls = within(
      await screen.findByRole('list', { name: 'Controls' }),
    ).getAllByRole('listitem');
    expect(controls).toHaveLength(4);
    expect(controls[0]).toHaveTextContent('In force from 2026-08-02');
    expect(controls[0]).not.toHaveTextContent('upcoming');
    expect(controls[2]).toHaveTextContent(/^It keeps a logArticle 12/);
  });

  it('lets a named person accept a text that nobody compared', async () => {
    const user = userEvent.setup();
    const api = new ExampleScorecardsApi('full', {
      person: EXAMPLE_PEOPLE.clara,
    });
    const acceptText = jest.spyOn(api, 'acceptText');
    const search = '?framework=soc2';
    const refused = renderPage(<FrameworksPage />, {
      api,
      search,
      permission: AuthorizeResult.DENY,
    });
    expect(await screen.findByText(/^Nobody has accepted the/)).toBeVisible();
    expect(
      screen.queryByRole('button', { name: /^Accept/ }),
    ).not.toBeInTheDocument();
    refused.unmount();

    renderPage(<FrameworksPage />, { api, search });
    const [open, accepted] = within(
      await screen.findByRole('list', { name: 'Controls' }),
    ).getAllByRole('listitem');
    expect(accepted).toHaveTextContent(
      /Text accepted by clara, .*: Compared with the criteria of 2022/,
    );
    await user.click(
      within(open).getByRole('button', { name: 'Accept the text of CC6.1' }),
    );
    await user.type(
      await screen.findByRole('textbox', { name: /^What you compared/ }),
      'no',
    );
    await user.click(screen.getByRole('button', { name: 'Accept the text' }));
    expect(
      await screen.findByText(/^Write at least 10 characters/),
    ).toBeInTheDocument();
    expect(acceptText).not.toHaveBeenCalled();
    await user.type(
      screen.getByRole('textbox', { name: /^What you compared/ }),
      't this time, but with the book',
    );
    await user.click(screen.getByRole('button', { name: 'Accept the text' }));
    expect(
      await screen.findByRole('button', {
        name: 'Withdraw the acceptance of CC6.1',
      }),
    ).toBeInTheDocument();
    expect(acceptText).toHaveBeenCalledWith({
      frameworkId: 'soc2',
      controlId: 'soc2-cc6.1',
      comment: 'not this time, but with the book',
    });
  });

  it('tells one that is gone, none at all and a refusal apart', async () => {
    const gone = renderPage(<FrameworksPage />, {
      api: new ExampleScorecardsApi(),
      search: '?framework=gone',
    });
    expect(
      await screen.findByText('This framework is not in force'),
    ).toBeInTheDocument();
    gone.unmount();
    const empty = renderPage(<FrameworksPage />, {
      api: new ExampleScorecardsApi('empty'),
    });
    expect(
      await screen.findByText('No framework is in force'),
    ).toBeInTheDocument();
    empty.unmount();
    renderPage(<FrameworksPage />, {
      api: new ExampleScorecardsApi('forbidden'),
    });
    expect(
      await screen.findByText('You may not see the frameworks'),
    ).toBeInTheDocument();
  });
});
