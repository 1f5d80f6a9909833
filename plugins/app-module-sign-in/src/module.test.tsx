import {
  createFrontendPlugin,
  identityApiRef,
  PageBlueprint,
  useApi,
} from '@backstage/frontend-plugin-api';
import { ConfigReader } from '@backstage/config';
import { createApp } from '@backstage/frontend-defaults';
import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { useEffect, useState } from 'react';
import { appModuleSignIn } from './module';

const server = setupServer();

const people = [
  {
    id: 'owner',
    name: 'Olivia Ortega',
    title: 'Model owner',
    description: 'Owns ten models.',
  },
  {
    id: 'viewer',
    name: 'Victor Adeyemi',
    title: 'Viewer',
    description: 'Reads.',
  },
];

function WhoAmI() {
  const identity = useApi(identityApiRef);
  const [name, setName] = useState<string>();
  useEffect(() => {
    identity.getProfileInfo().then(profile => setName(profile.displayName));
  }, [identity]);
  return (
    <main>
      <p>Hello {name}</p>
      <button onClick={() => identity.signOut()}>Sign out</button>
    </main>
  );
}

const home = createFrontendPlugin({
  pluginId: 'test',
  extensions: [
    PageBlueprint.make({
      params: { path: '/', loader: async () => <WhoAmI />, noHeader: true },
    }),
  ],
});

function start(sandbox: object) {
  const config = new ConfigReader({
    app: { title: 'Test portal', baseUrl: 'http://localhost' },
    backend: { baseUrl: 'http://localhost:7007' },
    sandbox,
  });
  const app = createApp({
    features: [appModuleSignIn, home],
    advanced: { configLoader: async () => ({ config }) },
  });
  return render(app.createRoot());
}

function session(id: string) {
  const payload = Buffer.from(JSON.stringify({ exp: 4_000_000_000 }));
  const person = people.find(candidate => candidate.id === id);
  return {
    profile: { displayName: person?.name },
    backstageIdentity: {
      token: `header.${payload.toString('base64url')}.signature`,
      identity: {
        type: 'user',
        userEntityRef: `user:default/${id}`,
        ownershipEntityRefs: [`user:default/${id}`],
      },
    },
  };
}

describe('appModuleSignIn', () => {
  registerMswTestHooks(server);

  beforeEach(() => {
    window.localStorage.clear();
    window.sessionStorage.clear();
    server.use(
      http.get('*/api/auth/sandbox/start', () => HttpResponse.json({ people })),
      http.get('*/api/auth/sandbox/refresh', ({ request }) =>
        HttpResponse.json(session(request.headers.get('x-sandbox-person')!)),
      ),
    );
  });

  it('signs in by keyboard, survives a reload, and signs out', async () => {
    const user = userEvent.setup();
    const first = start({ enabled: true });

    expect(
      await screen.findByRole('button', {
        name: 'Sign in as Olivia Ortega, Model owner',
      }),
    ).toBeInTheDocument();
    expect(screen.getByText('Reads.')).toBeInTheDocument();
    expect(
      screen.getByRole('complementary', { name: 'Sandbox' }),
    ).toHaveTextContent('Sandbox: simulated data');

    await user.tab();
    await user.tab();
    expect(
      screen.getByRole('button', { name: 'Sign in as Victor Adeyemi, Viewer' }),
    ).toHaveFocus();
    await user.keyboard('{Enter}');
    expect(await screen.findByText('Hello Victor Adeyemi')).toBeInTheDocument();

    first.unmount();
    start({ enabled: true });
    expect(await screen.findByText('Hello Victor Adeyemi')).toBeInTheDocument();

    await user.click(screen.getByRole('button', { name: 'Sign out' }));
    await waitFor(() => expect(window.sessionStorage).toHaveLength(0));
    expect(Object.values(window.localStorage)).not.toContain('viewer');
  });

  it('says why signing in failed and lets one choose again', async () => {
    server.use(
      http.get(
        '*/api/auth/sandbox/refresh',
        () =>
          HttpResponse.json(
            {
              error: {
                name: 'ServiceUnavailableError',
                message: 'The catalog does not have user:default/owner yet.',
              },
              response: { statusCode: 503 },
            },
            { status: 503 },
          ),
        { once: true },
      ),
    );
    const user = userEvent.setup();
    start({ enabled: true });

    await user.click(
      await screen.findByRole('button', { name: /Olivia Ortega/ }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The catalog does not have user:default/owner yet.',
    );
    await user.click(
      screen.getByRole('button', { name: 'Choose somebody else' }),
    );
    await user.click(
      await screen.findByRole('button', { name: /Victor Adeyemi/ }),
    );
    expect(await screen.findByText('Hello Victor Adeyemi')).toBeInTheDocument();
  });

  it('tries again when the list of people could not be loaded', async () => {
    server.use(
      http.get('*/api/auth/sandbox/start', () => HttpResponse.error(), {
        once: true,
      }),
    );
    const user = userEvent.setup();
    start({ enabled: true });

    await user.click(await screen.findByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByRole('button', { name: /Olivia Ortega/ }),
    ).toBeInTheDocument();
  });

  it('does not call models simulated that are read from real registries', async () => {
    start({ enabled: true, registry: false });
    expect(
      await screen.findByText(/people are made up \(the models are not\)/),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('complementary', { name: 'Sandbox' }),
    ).toHaveTextContent('Sandbox sign-in, real models');
  });

  it("asks for the organisation's own sign-in while the sandbox is off", async () => {
    server.use(
      http.get('*/api/auth/oidc/refresh', () =>
        HttpResponse.json({ error: { message: 'none' } }, { status: 401 }),
      ),
    );
    start({ enabled: false });

    expect(await screen.findByText('Single sign-on')).toBeInTheDocument();
    expect(
      screen.queryByRole('complementary', { name: 'Sandbox' }),
    ).not.toBeInTheDocument();
  });
});
