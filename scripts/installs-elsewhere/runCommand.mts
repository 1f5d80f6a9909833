import { spawn, type SpawnOptions } from 'node:child_process';

/** Rejects with all that the command printed where it fails. */
export function runCommand(
  command: string,
  args: string[],
  options: SpawnOptions,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      ...options,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream!.setEncoding('utf8').on('data', chunk => {
        output += chunk;
      });
    }
    child.once('error', reject);
    child.once('close', code => {
      if (code === 0) {
        resolve();
      } else {
        reject(new Error(`${[command, ...args].join(' ')} failed:\n${output}`));
      }
    });
  });
}
