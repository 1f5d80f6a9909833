import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ExampleScorecardsApi } from '../../../dev/example';
import { renderPage } from '../../__testUtils__/renderPage';
import { FrameworksPage } from '../FrameworksPage';

// The files of jsdom cannot be read as text.
function fileWith(name: string, text: string): File {
  return Object.assign(new File([text], name), { text: async () => text });
}

describe('WhatIf', () => {
  it('is offered to those who may, and says what would change', async () => {
    const user = userEvent.setup();
    const api = new ExampleScorecardsApi();
    const tryRules = jest.spyOn(api, 'tryRules');
    const list = renderPage(<FrameworksPage />, { api });
    expect(
      await screen.findByRole('link', { name: 'Try changed rules' }),
    ).toHaveAttribute('href', '/compliance/frameworks?try=yes');
    list.unmount();

    renderPage(<FrameworksPage />, { api, search: '?try=yes' });
    const tryIt = await screen.findByRole('button', { name: 'Try it' });
    expect(tryIt).toBeDisabled();
    await user.upload(screen.getByLabelText('Files of rules'), [
      fileWith('house.yaml', 'kind: Framework'),
      fileWith('checks.yaml', 'kind: Checks'),
    ]);
    expect(await screen.findByLabelText('YAML of house.yaml')).toHaveValue(
      'kind: Framework',
    );
    await user.click(
      screen.getByRole('button', { name: 'Leave out checks.yaml' }),
    );
    await user.click(tryIt);
    expect(tryRules).toHaveBeenCalledWith({
      files: [{ name: 'house.yaml', text: 'kind: Framework' }],
    });
    const result = await screen.findByRole('region', {
      name: 'What would change',
    });
    expect(result).toHaveTextContent(
      'Tried on 7 entities. Nothing was recorded.',
    );
    expect(
      within(result)
        .getAllByRole('row')
        .map(row => row.textContent),
    ).toEqual([
      'FrameworkBetterWorseSame',
      'HIPAA Security Rule, technical evidence025',
      'House rules (new)007',
    ]);
    expect(
      within(result).getByRole('region', { name: 'Chest X-ray triage' }),
    ).toHaveTextContent(
      /Bronze, 46 % → no level, 23 %.*warning.*→ fail.*It has to hold/,
    );
  });

  it('says where a file is wrong', async () => {
    const user = userEvent.setup();
    renderPage(<FrameworksPage />, {
      api: new ExampleScorecardsApi(),
      search: '?try=yes',
    });
    await user.type(
      await screen.findByLabelText('YAML of rules.yaml'),
      'controls: none',
    );
    await user.click(screen.getByRole('button', { name: 'Try it' }));
    expect(
      within(await screen.findByRole('list', { name: 'Problems' }))
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual(['rules.yaml:1: kind is missing; expected Framework or Checks']);
    expect(screen.getByText(/^Nothing was evaluated/)).toBeInTheDocument();
  });

  it('says what was not tried, and why it could not be', async () => {
    const user = userEvent.setup();
    const api = new ExampleScorecardsApi();
    const tryRules = jest.spyOn(api, 'tryRules').mockResolvedValueOnce({
      problems: [],
      evaluated: 2000,
      entities: 9000,
      frameworks: [],
      items: [],
    });
    renderPage(<FrameworksPage />, { api, search: '?try=yes' });
    await user.type(
      await screen.findByLabelText('YAML of rules.yaml'),
      'kind: Checks',
    );
    const tryIt = screen.getByRole('button', { name: 'Try it' });
    await user.click(tryIt);
    expect(await screen.findByText('Not all were tried')).toBeInTheDocument();
    tryRules.mockRejectedValueOnce(new Error('somebody tries rules already'));
    await user.click(tryIt);
    expect(
      await screen.findByText('The rules could not be tried'),
    ).toBeInTheDocument();
  });

  it('says which permission is missing', async () => {
    renderPage(<FrameworksPage />, {
      api: new ExampleScorecardsApi(),
      search: '?try=yes',
      permission: AuthorizeResult.DENY,
    });
    expect(
      await screen.findByText('You may not try changed rules'),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/permission scorecards.verdict.preview/),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Try it' }),
    ).not.toBeInTheDocument();
  });
});
