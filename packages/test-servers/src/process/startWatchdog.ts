import { spawn } from 'node:child_process';

/**
 * Ends a server whose test was killed: the watchdog waits for the end of its
 * standard input, which comes when this process is gone, however it went.
 *
 * @returns ends the watchdog.
 */
export function startWatchdog(groupId: number, directory: string): () => void {
  const watchdog = spawn(
    'sh',
    [
      '-c',
      'cat >/dev/null; kill -TERM "-$1"; sleep 3; kill -KILL "-$1"; rm -rf -- "$2"',
      'watchdog',
      String(groupId),
      directory,
    ],
    { stdio: ['pipe', 'ignore', 'ignore'], detached: true },
  );
  watchdog.unref();
  return () => {
    if (watchdog.pid !== undefined) {
      process.kill(-watchdog.pid, 'SIGKILL');
    }
  };
}
