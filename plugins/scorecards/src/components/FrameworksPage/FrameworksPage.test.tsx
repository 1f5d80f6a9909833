import { screen, within } from '@testing-library/react';
import { ExampleScorecardsApi } from '../../../dev/example';
import { renderPage } from '../../__testUtils__/renderPage';
import { FrameworksPage } from './FrameworksPage';

describe('FrameworksPage', () => {
  it('says what each covers, where it comes from and how much machines decide', async () => {
    renderPage(<FrameworksPage />, { api: new ExampleScorecardsApi() });
    const hipaa = await screen.findByRole('region', { name: /^HIPAA/ });
    expect(hipaa).toHaveTextContent(/Scope: The Security Rule only/);
    expect(hipaa).toHaveTextContent('Controls11, machines alone decide 7');
    expect(screen.getByRole('region', { name: 'SOC 2' })).toHaveTextContent(
      /mapping only.*unverified: not compared with the text by anybody, so it never gates/,
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
