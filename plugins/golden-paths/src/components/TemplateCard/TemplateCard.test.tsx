import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ExampleGoldenPathsApi, exampleTemplate } from '../../../dev/example';
import { findViolations } from '../../__testUtils__/findViolations';
import { renderPage } from '../../__testUtils__/renderPage';
import { TemplateCard } from './TemplateCard';

const api = new ExampleGoldenPathsApi();

describe('TemplateCard', () => {
  it('says of a golden path what one gets, and starts it', async () => {
    const user = userEvent.setup();
    const onSelected = jest.fn();
    const { container } = renderPage(
      <TemplateCard template={exampleTemplate} onSelected={onSelected} />,
      { api },
    );
    const card = await screen.findByRole('region', {
      name: 'Diagnostic model deployment',
    });
    expect(card).toHaveTextContent('about 10 minutes to the end');
    expect(card).toHaveTextContent('evidence for 2 controls of hipaa-security');
    expect(card).toHaveTextContent('evidence for 1 control of secure-delivery');
    expect(
      screen.getByRole('link', { name: 'Golden path 1.1.0' }),
    ).toHaveAttribute('href', '/golden-paths');
    expect(await findViolations(container)).toEqual([]);
    await user.click(await screen.findByRole('button', { name: /^Choose/ }));
    expect(onSelected).toHaveBeenCalledTimes(1);
  });

  it('shows any other template too, and offers nothing that one may not do', async () => {
    const { annotations: _, ...metadata } = exampleTemplate.metadata;
    renderPage(
      <TemplateCard
        template={{
          ...exampleTemplate,
          metadata: { ...metadata, description: undefined },
        }}
      />,
      { api, permission: AuthorizeResult.DENY },
    );
    expect(
      await screen.findByText('It does not say what it makes.'),
    ).toBeInTheDocument();
    expect(screen.queryByText(/minutes/)).not.toBeInTheDocument();
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });
});
