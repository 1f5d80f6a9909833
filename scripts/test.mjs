// ./portal test: every check of the repository, one after the other. --only unit,lint runs some of them.
// The last line counts: N passed, N failed, N skipped.
import fs from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { root, stateDirectory } from './lib/paths.mjs';
import { onStopSignal, ProcessGroup } from './lib/ProcessGroup.mjs';
import { reportServers } from './lib/reportServers.mjs';
import { testSteps } from './lib/testSteps.mjs';

const LINES_OF_A_FAILURE = 300;

function readOnly(args) {
  const index = args.findIndex(argument => /^--only(=|$)/.test(argument));
  if (index === -1) {
    return undefined;
  }
  const names = (args[index].split('=')[1] ?? args[index + 1] ?? '').split(',');
  const known = testSteps.map(step => step.name);
  const unknown = names.filter(name => !known.includes(name));
  if (unknown.length > 0) {
    throw new Error(
      `--only: '${unknown.join(',')}' is not a step. Allowed: ${known.join(
        ', ',
      )}, separated by commas.`,
    );
  }
  return names;
}

function indent(text, lines) {
  return stripVTControlCharacters(text)
    .trimEnd()
    .split('\n')
    .slice(-lines)
    .map(line => `    ${line}`)
    .join('\n');
}

let current;
let stopped = false;

async function runStep(step, { directory, environment }) {
  const started = Date.now();
  const report = path.join(directory, `${step.name}.json`);
  const skipReason = step.skipReason?.();
  if (skipReason) {
    return { passed: 0, failed: 0, skipped: 1, seconds: 0, note: skipReason };
  }

  const { command, args, env } = step.run({ report });
  current = ProcessGroup.start(command, args, {
    cwd: root,
    env: { ...environment, ...env },
  });
  let output = '';
  for (const stream of [current.stdout, current.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', chunk => {
      output += chunk;
    });
  }
  const { code } = await current.exited;
  fs.writeFileSync(path.join(directory, `${step.name}.log`), output);

  const counts = step.count
    ? step.count(report)
    : { passed: code === 0 ? 1 : 0, failed: 0, skipped: 0 };
  // A step that did not end well has failed, whatever it counted.
  if (code !== 0 && counts.failed === 0) {
    counts.failed = 1;
  }
  return {
    ...counts,
    seconds: (Date.now() - started) / 1000,
    output: counts.failed > 0 ? output : undefined,
  };
}

async function main() {
  const only = readOnly(process.argv.slice(2));
  const steps = testSteps.filter(step => !only || only.includes(step.name));

  const directory = path.join(stateDirectory, 'test');
  fs.rmSync(directory, { recursive: true, force: true });
  fs.mkdirSync(directory, { recursive: true });
  const serversLog = path.join(directory, 'servers.jsonl');
  fs.writeFileSync(serversLog, '');
  const environment = {
    ...process.env,
    CI: '1',
    TZ: 'UTC',
    FORCE_COLOR: '0',
    BACKSTAGE_TEST_DISABLE_DOCKER: '1',
    PORTAL_TEST_SERVERS_LOG: serversLog,
  };
  // For the lines that this script adds itself.
  process.env.PORTAL_TEST_SERVERS_LOG = serversLog;

  const total = { passed: 0, failed: 0, skipped: 0 };
  function add(counts) {
    for (const key of Object.keys(total)) {
      total[key] += counts[key];
    }
  }

  const started = Date.now();
  for (const step of steps) {
    if (stopped) {
      break;
    }
    process.stdout.write(`${step.title.padEnd(34)}`);
    const result = await runStep(step, { directory, environment });
    add(result);
    const words = [
      result.failed > 0 ? `FAILED (${result.failed})` : undefined,
      step.count && result.passed > 0 ? `${result.passed} passed` : undefined,
      !step.count && result.passed > 0 ? 'ok' : undefined,
      result.skipped > 0 ? `${result.skipped} skipped` : undefined,
    ].filter(Boolean);
    process.stdout.write(
      `${words.join(', ')}${
        result.note ? `: ${result.note}` : ` in ${result.seconds.toFixed(0)} s`
      }\n`,
    );
    if (result.output) {
      process.stdout.write(
        `${indent(
          result.output,
          LINES_OF_A_FAILURE,
        )}\n    (all of it: ${path.join(directory, `${step.name}.log`)})\n`,
      );
    }
  }

  const servers = reportServers(serversLog, {
    required:
      process.env.PORTAL_REQUIRE_TEST_SERVERS === '1' && !only && !stopped,
  });
  add(servers);
  if (stopped) {
    total.failed += 1;
    process.stdout.write('Stopped before the end.\n');
  }
  process.stdout.write(
    `\n${servers.lines.join('\n')}\nAll of it took ${(
      (Date.now() - started) /
      60_000
    ).toFixed(1)} minutes.\n\n`,
  );
  process.stdout.write(
    `${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`,
  );
  return total.failed > 0 ? 1 : 0;
}

onStopSignal(() => {
  stopped = true;
  current?.stop();
});

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
