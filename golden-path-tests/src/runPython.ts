import { execFile } from 'node:child_process';

/** How a run of Python ended. */
export interface PythonResult {
  code: number;
  /** What it printed, errors too. */
  output: string;
  stdout: string;
}

/** What Python is told here, wherever it is run. */
export const PYTHON_ENVIRONMENT = {
  PYTHONDONTWRITEBYTECODE: '1',
  // FORCE_COLOR, whatever it is, would turn them on.
  PY_COLORS: '0',
  MLFLOW_DISABLE_TELEMETRY: 'true',
};

/** Runs Python in a folder; it leaves no compiled files there. */
export function runPython(options: {
  python: string;
  args: string[];
  directory: string;
  env?: NodeJS.ProcessEnv;
}): Promise<PythonResult> {
  const { python, args, directory, env } = options;
  return new Promise((resolve, reject) => {
    execFile(
      python,
      args,
      {
        cwd: directory,
        encoding: 'utf8',
        timeout: 240_000,
        maxBuffer: 16 * 1024 * 1024,
        env: {
          ...process.env,
          ...PYTHON_ENVIRONMENT,
          ...env,
        },
      },
      (error, stdout, stderr) => {
        const output = `${stdout}\n${stderr}`;
        if (!error) {
          resolve({ code: 0, output, stdout });
        } else if (typeof error.code === 'number') {
          resolve({ code: error.code, output, stdout });
        } else {
          reject(error);
        }
      },
    );
  });
}
