import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useQueryParams } from './navigation';
import { SubPages } from './SubPages';

function List() {
  const [params] = useQueryParams();
  return <p>list of {params.get('stage')}</p>;
}

const pages = [
  { path: '', title: 'All', element: <List /> },
  {
    path: 'sources',
    title: 'Sources',
    mark: <b>3</b>,
    element: <p>the sources</p>,
  },
];

describe('SubPages', () => {
  it('keeps the query of the first page, and leads to the others', async () => {
    const user = userEvent.setup();
    renderInTestApp(<SubPages label="Things" pages={pages} />, {
      initialRouteEntries: ['/?stage=canary'],
    });
    expect(await screen.findByText('list of canary')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'All' })).toHaveAttribute(
      'aria-current',
      'page',
    );

    await user.click(screen.getByRole('link', { name: 'Sources 3' }));
    expect(await screen.findByText('the sources')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'All' })).not.toHaveAttribute(
      'aria-current',
    );
    expect(screen.getByRole('link', { name: 'Sources 3' })).toHaveAttribute(
      'aria-current',
      'page',
    );
  });
});
