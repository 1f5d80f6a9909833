import { renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter, useLocation } from 'react-router-dom';
import {
  AppLink,
  EntityLink,
  ExternalLink,
  PageRoutes,
  useAppNavigate,
  usePathParams,
  useQueryParams,
} from '.';

const FUTURE = { v7_startTransition: true, v7_relativeSplatPath: true };

function Location() {
  const { pathname, search } = useLocation();
  return <output>{`${pathname}${search}`}</output>;
}

describe('useQueryParams', () => {
  it('changes some parameters, keeps the others and merges changes of one tick', () => {
    let change: ReturnType<typeof useQueryParams>[1];
    const seen: unknown[] = [];
    function Page() {
      const [params, changeParams] = useQueryParams();
      change = changeParams;
      seen.push(changeParams);
      return <p>{params.getAll('task').join('+')}</p>;
    }
    render(
      <MemoryRouter
        future={FUTURE}
        initialEntries={['/models?q=chest&stage=production']}
      >
        <Page />
        <Location />
      </MemoryRouter>,
    );
    act(() => {
      change({ task: ['triage', 'detection'] });
      change({ stage: undefined });
    });
    expect(screen.getByText('triage+detection')).toBeInTheDocument();
    expect(screen.getByRole('status')).toHaveTextContent(
      '/models?q=chest&task=triage&task=detection',
    );
    act(() => change({ q: '', task: [] }));
    expect(screen.getByRole('status')).toHaveTextContent('/models');
    expect(new Set(seen).size).toBe(1);
  });
});

describe('PageRoutes', () => {
  it('shows what is below a page, with the parameters of its path', () => {
    function Item() {
      return <p>item {usePathParams().name}</p>;
    }
    const pages = [
      { path: '', element: <p>list</p> },
      { path: '/:name', element: <Item /> },
    ];
    const renderAt = (path: string) =>
      render(
        <MemoryRouter future={FUTURE} initialEntries={[path]}>
          <PageRoutes pages={pages} />
        </MemoryRouter>,
      );
    const list = renderAt('/');
    expect(screen.getByText('list')).toBeInTheDocument();
    list.unmount();
    renderAt('/triage');
    expect(screen.getByText('item triage')).toBeInTheDocument();
  });
});

describe('links', () => {
  it('stay in the portal', async () => {
    function Button() {
      const navigate = useAppNavigate();
      return <button onClick={() => navigate('/models')}>Go</button>;
    }
    render(
      <MemoryRouter future={FUTURE}>
        <AppLink to="/registries">Registries</AppLink>
        <Button />
        <Location />
      </MemoryRouter>,
    );
    await userEvent.click(screen.getByRole('link', { name: 'Registries' }));
    expect(screen.getByRole('status')).toHaveTextContent('/registries');
    await userEvent.click(screen.getByRole('button', { name: 'Go' }));
    expect(screen.getByRole('status')).toHaveTextContent('/models');
  });
});

describe('EntityLink', () => {
  it('leads to the page of the entity', async () => {
    await renderInTestApp(
      <>
        <EntityLink entityRef="model:mlflow-eu/churn" title="Churn" />
        <EntityLink entityRef="model:mlflow-eu/other" tab="health" />
      </>,
      { mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef } },
    );
    expect(await screen.findByRole('link', { name: 'Churn' })).toHaveAttribute(
      'href',
      '/catalog/mlflow-eu/model/churn',
    );
    expect(
      screen.getByRole('link', { name: 'mlflow-eu/other' }),
    ).toHaveAttribute('href', '/catalog/mlflow-eu/model/other/health');
  });

  it('is plain text without a catalog', async () => {
    await renderInTestApp(<EntityLink entityRef="model:mlflow-eu/churn" />);
    expect(await screen.findByText('mlflow-eu/churn')).toBeInTheDocument();
    expect(screen.queryByRole('link')).not.toBeInTheDocument();
  });
});

describe('ExternalLink', () => {
  it('opens a new tab, and runs no script', () => {
    render(
      <MemoryRouter future={FUTURE}>
        <ExternalLink href="https://runbooks.example.org/x">
          Runbook
        </ExternalLink>
        {/* eslint-disable-next-line no-script-url */}
        <ExternalLink href="javascript:alert(1)">Trap</ExternalLink>
      </MemoryRouter>,
    );
    expect(screen.getAllByRole('link')).toHaveLength(1);
    expect(screen.getByRole('link', { name: 'Runbook' })).toHaveAttribute(
      'target',
      '_blank',
    );
    expect(screen.getByText('Trap')).toBeInTheDocument();
  });
});
