import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ExampleOpsHealthApi } from '../../../dev/example';
import { renderPage } from '../../__testUtils__/renderPage';
import { annotationToYaml } from './annotationToYaml';
import { HealthProblems } from './HealthProblems';

const problems = [
  {
    text: 'The query of backlog of the annotation platformops.io/indicators gives 3 series, where one is expected.',
    annotation: {
      name: 'platformops.io/indicators',
      value: 'backlog = eu: sum(x{a="b"})\nother = eu: y',
    },
    query: { source: 'prometheus-eu', text: 'x{a="b"}' },
  },
  { text: 'Something without a remedy.' },
];

describe('HealthProblems', () => {
  it('tests the query that is at fault, and shows what to paste', async () => {
    const user = userEvent.setup();
    const api = new ExampleOpsHealthApi();
    const testQuery = jest.spyOn(api, 'testQuery');
    renderPage(<HealthProblems problems={problems} />, { api });

    expect(await screen.findByText(/gives 3 series/)).toBeInTheDocument();
    expect(screen.getByText(/^platformops\.io\/indicators/)).toHaveTextContent(
      `platformops.io/indicators: |- backlog = eu: sum(x{a="b"}) other = eu: y`,
    );
    expect(
      screen.getAllByRole('button', { name: 'Copy the annotation' }),
    ).toHaveLength(1);
    const open = screen.getByRole('button', { name: 'Test this query' });
    expect(open).toHaveAttribute('aria-expanded', 'false');
    expect(testQuery).not.toHaveBeenCalled();

    await user.click(open);
    expect(
      await screen.findByRole('table', { name: 'Answer of the source' }),
    ).toBeInTheDocument();
    expect(testQuery.mock.calls).toEqual([['prometheus-eu', 'x{a="b"}']]);
    const field = screen.getByRole('textbox', { name: 'Query' });
    expect(field).toHaveValue('x{a="b"}');

    await user.clear(field);
    await user.type(field, 'sum(up)');
    await user.click(screen.getByRole('button', { name: 'Test this query' }));
    expect(testQuery).toHaveBeenLastCalledWith('prometheus-eu', 'sum(up)');

    await user.click(screen.getByRole('button', { name: 'Close the test' }));
    expect(field).not.toBeInTheDocument();
  });

  it('says who may test a query, and asks nothing before', async () => {
    const user = userEvent.setup();
    const api = new ExampleOpsHealthApi();
    const testQuery = jest.spyOn(api, 'testQuery');
    renderPage(<HealthProblems problems={problems} />, {
      api,
      permission: AuthorizeResult.DENY,
    });
    await user.click(
      await screen.findByRole('button', { name: 'Test this query' }),
    );
    expect(
      await screen.findByText(/the permission ops-health.query.test/),
    ).toBeInTheDocument();
    expect(testQuery).not.toHaveBeenCalled();
  });
});

it.each([
  ["a: 'it''s'", { name: 'a', value: "it's" }],
  ["b: 'x: {y}'", { name: 'b', value: 'x: {y}' }],
  ['c: |-\n  x\n\n    y', { name: 'c', value: 'x\n\n  y' }],
])('writes YAML %#', (yaml, annotation) => {
  expect(annotationToYaml(annotation)).toBe(yaml);
});
