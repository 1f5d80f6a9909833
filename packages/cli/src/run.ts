import { gate } from './commands/gate';
import { lint } from './commands/lint';
import { report } from './commands/report';
import { EXIT } from './exitCodes';
import { Failure } from './failures';
import { HELP } from './help';
import type { Surroundings } from './Surroundings';

/** Of package.json; put in by the build. */
declare const PLATFORM_OPS_CLI_VERSION: string;

const COMMANDS = new Map([
  ['gate', gate],
  ['lint', lint],
  ['report', report],
]);

/**
 * Runs the command.
 *
 * @returns the exit code; what nobody foresaw is never a pass.
 */
export async function run(
  [name, ...args]: string[],
  surroundings: Surroundings,
): Promise<number> {
  if (name === undefined || ['help', '--help', '-h'].includes(name)) {
    surroundings.out(HELP);
    return name === undefined ? EXIT.wrongUse : EXIT.passed;
  }
  if (name === '--version') {
    surroundings.out(`${PLATFORM_OPS_CLI_VERSION}\n`);
    return EXIT.passed;
  }
  const command = COMMANDS.get(name);
  if (!command) {
    surroundings.err(
      `found ${name}; allowed are ${[...COMMANDS.keys()].join(', ')}\n`,
    );
    return EXIT.wrongUse;
  }
  if (args.includes('--help')) {
    surroundings.out(HELP);
    return EXIT.passed;
  }
  try {
    return await command(args, surroundings);
  } catch (error) {
    surroundings.err(`${(error as Error).message}\n`);
    return error instanceof Failure ? error.exitCode : EXIT.noAnswer;
  }
}
