// ./portal start: starts the portal and says where to look. Arguments go to `backstage-cli repo start`,
// such as --config; --verbose shows everything that app and backend print.
import fs from 'node:fs';
import path from 'node:path';
import { bringDocsBuilder } from './lib/docsBuilder.mjs';
import { LogFilter } from './lib/LogFilter.mjs';
import { binDirectory, root, stateDirectory } from './lib/paths.mjs';
import { describeTakenPorts } from './lib/ports.mjs';
import { onStopSignal, ProcessGroup } from './lib/ProcessGroup.mjs';
import { readAddresses } from './lib/readAddresses.mjs';
import { sandboxToken } from './lib/sandboxToken.mjs';
import { waitForUrl } from './lib/waitForUrl.mjs';

function say(...lines) {
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** `--config my.yaml` means the caller's folder, wherever ./portal was called from. */
function resolveConfigArguments(args) {
  return args.map((argument, index) => {
    const file = path.resolve(process.env.INIT_CWD ?? root, argument);
    return args[index - 1] === '--config' && fs.existsSync(file)
      ? file
      : argument;
  });
}

async function main() {
  const verbose = process.argv.includes('--verbose');
  const args = resolveConfigArguments(
    process.argv.slice(2).filter(argument => argument !== '--verbose'),
  );

  const dataDirectory = path.resolve(
    process.env.PORTAL_DATA_DIR ?? path.join(stateDirectory, 'data'),
  );
  fs.mkdirSync(dataDirectory, { recursive: true });
  // Read before the configuration is, which refers to both.
  process.env.PORTAL_DATA_DIR = dataDirectory;
  process.env.PORTAL_SANDBOX_TOKEN = sandboxToken();

  const { appUrl, backendUrl, sandboxEnabled, simulatedModels, ports } =
    await readAddresses(args);
  const problems = await describeTakenPorts(ports);
  if (problems.length > 0) {
    process.stderr.write(
      `${problems.join('\n')}\ndocs/sandbox.md, "Other ports", has all keys.\n`,
    );
    return 1;
  }

  const logFile = path.join(stateDirectory, 'start.log');
  let startupFailed = false;
  const log = LogFilter.create({
    file: logFile,
    showAll: verbose,
    // The command that we start stays to watch for changes when its backend has given up.
    onLine: line => {
      if (!startupFailed && line.includes('Backend startup failed')) {
        startupFailed = true;
        setTimeout(() => portal.stop(), 500);
      }
    },
  });
  say('Starting the portal; the first time takes about a minute …');
  const docsBuilder = bringDocsBuilder(say);
  const portal = ProcessGroup.start(
    path.join(binDirectory, 'backstage-cli'),
    ['repo', 'start', ...args],
    { cwd: root },
  );
  log.read(portal.stdout);
  log.read(portal.stderr);

  const waiting = new AbortController();
  let stopping = false;
  onStopSignal(async () => {
    stopping = true;
    waiting.abort();
    say('Stopping the portal …');
    await Promise.all([portal.stop(), docsBuilder?.stop()]);
  });

  const slow = setTimeout(() => {
    say(`Still starting. Everything that was printed is in ${logFile}.`);
  }, 180_000);
  Promise.all([
    waitForUrl(`${backendUrl}/.backstage/health/v1/readiness`, waiting),
    waitForUrl(appUrl, waiting),
  ]).then(
    () => {
      clearTimeout(slow);
      say(
        '',
        `Platform Ops Portal is ready: ${appUrl}`,
        '',
        ...(sandboxEnabled
          ? [
              '  Sign in as one of four people: owner, reviewer, compliance officer or viewer.',
            ]
          : []),
        ...(simulatedModels
          ? [
              '  The models are simulated by the sandbox; README.md says how to connect your own registry.',
            ]
          : []),
        `  Data: ${dataDirectory}`,
        `  Log:  ${logFile}`,
        '  Stop with Ctrl-C; the data stays.',
        '',
      );
    },
    () => clearTimeout(slow),
  );

  const { code, signal, error } = await portal.exited;
  waiting.abort();
  await docsBuilder?.stop();
  if (stopping) {
    return 0;
  }
  const reason = startupFailed
    ? 'the backend could not start'
    : error?.message ?? signal ?? `exit code ${code}`;
  process.stderr.write(
    [
      ...log.unshownLines,
      `The portal ended: ${reason}. All that it printed is in ${logFile}.\n`,
    ].join('\n'),
  );
  return code || 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  // A configuration that could not be read is still being watched.
  process.exit(1);
}
