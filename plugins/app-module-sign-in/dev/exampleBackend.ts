const people = [
  {
    id: 'owner',
    name: 'Olivia Ortega',
    title: 'Model owner',
    description:
      'Leads the imaging AI team. Sees all models, owns ten of them, asks for promotions.',
  },
  {
    id: 'reviewer',
    name: 'Ravi Iyer',
    title: 'Reviewer',
    description:
      'Works in platform engineering. Reviews what others ask for and looks after the registries.',
  },
  {
    id: 'compliance',
    name: 'Clara Jensen',
    title: 'Compliance officer',
    description:
      'Watches over risk tiers, evidence and exemptions of all systems. Changes no model.',
  },
  {
    id: 'viewer',
    name: 'Victor Adeyemi',
    title: 'Viewer',
    description:
      'Reads what the portal shows to everyone, and is refused what needs more.',
  },
];

function signIn(id: string | null): Response {
  const person = people.find(candidate => candidate.id === id);
  if (!person || id === 'reviewer') {
    return Response.json(
      {
        error: {
          name: 'ServiceUnavailableError',
          message: `The catalog does not have user:default/${id} yet. (An example of a failure.)`,
        },
        response: { statusCode: 503 },
      },
      { status: 503 },
    );
  }
  const userEntityRef = `user:default/${id}`;
  const payload = window.btoa(JSON.stringify({ exp: 4_000_000_000 }));
  return Response.json({
    profile: { displayName: person.name },
    backstageIdentity: {
      token: `header.${payload}.signature`,
      identity: {
        type: 'user',
        userEntityRef,
        ownershipEntityRefs: [userEntityRef],
      },
    },
  });
}

/**
 * Answers what the sign-in page asks of the auth backend. The reviewer cannot
 * sign in, so that the failure can be seen.
 */
export function installExampleBackend(): void {
  const realFetch = window.fetch.bind(window);
  window.fetch = async (input, init) => {
    const request = new Request(input, init);
    const { pathname } = new URL(request.url);
    if (pathname === '/api/auth/sandbox/start') {
      return Response.json({ people });
    }
    if (pathname === '/api/auth/sandbox/refresh') {
      return signIn(request.headers.get('x-sandbox-person'));
    }
    return realFetch(input, init);
  };
}
