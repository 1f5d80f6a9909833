// ./portal sandbox fault <name> [--workload <name>] [--duration 10m] [--stop], or ./portal sandbox fault --list:
// disturbs the simulated services of a portal that runs on this machine.
import { parseArgs } from 'node:util';
import { findSandbox } from './lib/findSandbox.mjs';
import { sandboxToken } from './lib/sandboxToken.mjs';

const USAGE = `Usage: ./portal sandbox fault <name> [--workload <name>] [--duration 10m]   inject a fault
       ./portal sandbox fault <name> --stop [--workload <name>]            let it end now
       ./portal sandbox fault --list                                       what there is, and what is active
Options: --url <address> of a sandbox elsewhere, --config <file> as for ./portal start
`;

const UNITS = { s: 1, m: 60, h: 3600 };

function readSeconds(duration) {
  const [, amount, unit] = /^(\d+)([smh])$/.exec(duration) ?? [];
  if (!amount) {
    throw new Error(
      `--duration: found '${duration}', allowed is a whole number with a unit, such as 90s, 10m or 1h`,
    );
  }
  return Number(amount) * UNITS[unit];
}

async function ask(url, path, options = {}) {
  let response;
  try {
    response = await fetch(`${url}/sandbox/v1/faults${path}`, {
      ...options,
      headers: { authorization: `Bearer ${sandboxToken()}` },
      signal: AbortSignal.timeout(10_000),
    });
  } catch {
    throw new Error(
      `No sandbox answers at ${url}. Start the portal with ./portal start, or name another sandbox with --url.`,
    );
  }
  if (response.status === 401) {
    throw new Error(
      `The sandbox at ${url} refuses the token of .portal/sandbox-token. Set PORTAL_SANDBOX_TOKEN to the one that it was started with.`,
    );
  }
  const body = await response.json();
  if (!response.ok) {
    throw new Error(body.message);
  }
  return body;
}

function time(text) {
  return `${new Date(text).toISOString().slice(11, 19)} UTC`;
}

function say(...lines) {
  process.stdout.write(`${lines.join('\n')}\n`);
}

async function list(url) {
  const { items } = await ask(url, '');
  for (const fault of items) {
    say(
      `${fault.name}: ${fault.description}`,
      `  by default in ${fault.defaultWorkload}`,
      ...fault.injected.map(({ workload, state, startedAt, endsAt }) =>
        state === 'active'
          ? `  ACTIVE in ${workload} from ${time(startedAt)} until ${time(
              endsAt,
            )}`
          : `  was in ${workload} from ${time(startedAt)} until ${time(
              endsAt,
            )}`,
      ),
    );
  }
  say('', `Services: ${items[0].workloads.join(', ')}`);
}

async function stop(url, name, workload) {
  const query = new URLSearchParams(workload ? { workload } : {});
  const { items } = await ask(url, `/${encodeURIComponent(name)}?${query}`, {
    method: 'DELETE',
  });
  say(
    items.length
      ? `${name} ends in ${items.map(fault => fault.workload).join(', ')}.`
      : `${name} was not active.`,
  );
}

async function inject(url, name, { workload, duration }) {
  const fault = await ask(url, `/${encodeURIComponent(name)}`, {
    method: 'POST',
    body: JSON.stringify({
      workload,
      durationSeconds: duration && readSeconds(duration),
    }),
  });
  say(
    `${fault.name} begins in ${fault.workload} and ends by itself at ${time(
      fault.endsAt,
    )}.`,
    `Stop it with ./portal sandbox fault ${fault.name} --stop`,
  );
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        workload: { type: 'string' },
        duration: { type: 'string' },
        stop: { type: 'boolean' },
        list: { type: 'boolean' },
        url: { type: 'string' },
        config: { type: 'string', multiple: true },
      },
    });
  } catch (error) {
    throw new Error(`${error.message}\n${USAGE}`);
  }
}

async function main() {
  const { values, positionals } = readArguments();
  const [command, name, ...others] = positionals;
  if (command !== 'fault' || others.length > 0 || (!name && !values.list)) {
    throw new Error(USAGE);
  }
  const url = values.url ?? (await findSandbox(values.config));
  if (values.list) {
    await list(url);
  } else if (values.stop) {
    await stop(url, name, values.workload);
  } else {
    await inject(url, name, values);
  }
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error.message.trimEnd()}\n`);
  process.exitCode = 1;
}
