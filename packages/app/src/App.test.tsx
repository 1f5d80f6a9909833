import { render, screen } from '@testing-library/react';

describe('App', () => {
  it('starts and asks who is there', async () => {
    const config = {
      context: 'test',
      data: {
        app: { title: 'Platform Ops Portal', baseUrl: 'http://localhost' },
        backend: { baseUrl: 'http://localhost' },
      },
    };
    // The bundler puts a list here where an environment has strings.
    process.env = {
      ...process.env,
      APP_CONFIG: [config],
    } as unknown as NodeJS.ProcessEnv;

    const { default: app } = await import('./App');
    render(app.createRoot());
    expect(
      await screen.findByRole('button', { name: 'Enter' }),
    ).toBeInTheDocument();
  });
});
