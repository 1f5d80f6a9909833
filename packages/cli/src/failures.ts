import { EXIT } from './exitCodes';

/** Ends the command with a message that is told as it is. */
export class Failure extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode: number) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** The command, or what it was given, is wrong. */
export class UsageFailure extends Failure {
  constructor(message: string) {
    super(message, EXIT.wrongUse);
  }
}

/** The portal refused, or gave an answer that nobody can use. */
export class RefusedFailure extends Failure {
  constructor(message: string) {
    super(message, EXIT.noAnswer);
  }
}

/** The portal could not be reached, or cannot answer now. */
export class UnreachableFailure extends Failure {
  constructor(message: string) {
    super(message, EXIT.noAnswer);
  }
}
