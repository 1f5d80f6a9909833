import { parseArgs } from 'node:util';
import { startSandbox } from '../src/worker/startSandbox';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '7010' },
    seed: { type: 'string', default: 'portal' },
    'state-file': { type: 'string' },
    'tls-port': { type: 'string' },
    'authority-file': { type: 'string' },
    'new-version-seconds': { type: 'string', default: '180' },
  },
});

async function serve(token: string) {
  const sandbox = await startSandbox({
    port: Number(values.port),
    token,
    seed: values.seed,
    stateFile: values['state-file'],
    newVersionEveryMs: Number(values['new-version-seconds']) * 1000,
    tls: values['tls-port']
      ? {
          port: Number(values['tls-port']),
          authorityFile: values['authority-file'],
        }
      : undefined,
  });
  process.stdout.write(
    `The sandbox serves simulated systems at http://127.0.0.1:${sandbox.port}\n`,
  );
  const stop = () => sandbox.close().then(() => process.exit(0));
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

const token = process.env.PORTAL_SANDBOX_TOKEN;
if (!token) {
  throw new Error(
    'PORTAL_SANDBOX_TOKEN: found nothing; set it to the token that the portal has in sandbox.token',
  );
}
serve(token);
