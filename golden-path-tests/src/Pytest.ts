import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { PYTHON_ENVIRONMENT, type PythonResult } from './runPython';

const RUN_TESTS = join(__dirname, '../python/run_tests.py');

/**
 * Runs pytest in many folders. Python has imported it, and what is named beside
 * it, once: each run is a fork of that process, and leaves nothing in it.
 */
export class Pytest {
  readonly #process: ChildProcessByStdio<Writable, Readable, null>;
  readonly #answers: AsyncIterator<string>;

  constructor(options: { python: string; imports?: string[] }) {
    const { python, imports = [] } = options;
    this.#process = spawn(python, [RUN_TESTS, ...imports], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, ...PYTHON_ENVIRONMENT },
    });
    this.#answers = createInterface(this.#process.stdout)[
      Symbol.asyncIterator
    ]();
  }

  async run(
    directory: string,
    ...args: string[]
  ): Promise<Omit<PythonResult, 'stdout'>> {
    this.#process.stdin.write(`${JSON.stringify({ directory, args })}\n`);
    const answer = await this.#answers.next();
    if (answer.done) {
      throw new Error('Python ended; what it said is above');
    }
    return JSON.parse(answer.value);
  }

  /** It ends when nothing more can be asked. */
  stop(): void {
    this.#process.stdin.end();
  }
}
