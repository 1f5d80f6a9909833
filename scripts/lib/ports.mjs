import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import net from 'node:net';

function accepts(host, port) {
  return new Promise(resolve => {
    const socket = net.connect({ host, port });
    const answer = value => {
      socket.destroy();
      resolve(value);
    };
    socket.setTimeout(1_000, () => answer(false));
    socket.once('connect', () => answer(true));
    socket.once('error', () => answer(false));
  });
}

/** Names the process that listens on a port, where the machine has a tool that knows. */
function findListener(port) {
  const { stdout: sockets } = spawnSync('ss', ['-Hltnp', `sport = :${port}`], {
    encoding: 'utf8',
  });
  const [, name, pid] = sockets?.match(/\(\("([^"]+)",pid=(\d+)/) ?? [];
  if (pid) {
    return `${name} (process ${pid})`;
  }
  const { stdout: pids } = spawnSync(
    'lsof',
    ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-t'],
    { encoding: 'utf8' },
  );
  return pids?.trim() ? `process ${pids.trim().split('\n')[0]}` : undefined;
}

/** Returns a sentence for each port that is taken. */
export async function describeTakenPorts(ports) {
  const problems = [];
  for (const { port, key, use } of ports) {
    const taken =
      (await accepts('127.0.0.1', port)) || (await accepts('::1', port));
    if (taken) {
      const listener = findListener(port) ?? 'another program';
      problems.push(
        `Port ${port}, for the ${use}, is in use by ${listener}. Stop it, or set another ${key}.`,
      );
    }
  }
  return problems;
}

/** A port of the loopback interface that nobody listens on. */
export async function findFreePort() {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}
