const STATUS_OF_CODE = {
  INTERNAL_ERROR: 500,
  INVALID_PARAMETER_VALUE: 400,
  RESOURCE_ALREADY_EXISTS: 400,
  RESOURCE_DOES_NOT_EXIST: 404,
} as const;

const CLASS_OF_CODE = {
  INTERNAL_ERROR: 'CLIENT_INTERNAL_ERROR',
  INVALID_PARAMETER_VALUE: 'INVALID_PARAMETER_VALUE',
  RESOURCE_ALREADY_EXISTS: 'RESOURCE_ALREADY_EXISTS',
  RESOURCE_DOES_NOT_EXIST: 'RESOURCE_NOT_FOUND',
} as const;

export type MlflowErrorCode = keyof typeof STATUS_OF_CODE;

/**
 * A refusal in the words of MLflow.
 */
export class MlflowError extends Error {
  readonly code: MlflowErrorCode;

  static invalid(message: string): MlflowError {
    return new MlflowError('INVALID_PARAMETER_VALUE', message);
  }

  static missing(message: string): MlflowError {
    return new MlflowError('RESOURCE_DOES_NOT_EXIST', message);
  }

  static exists(message: string): MlflowError {
    return new MlflowError('RESOURCE_ALREADY_EXISTS', message);
  }

  constructor(code: MlflowErrorCode, message: string) {
    super(message);
    this.name = 'MlflowError';
    this.code = code;
  }

  get status(): number {
    return STATUS_OF_CODE[this.code];
  }

  toJson() {
    return {
      error_code: this.code,
      message: this.message,
      sqlstate: this.code === 'INTERNAL_ERROR' ? 'XXM00' : 'KAM00',
      error_class: CLASS_OF_CODE[this.code],
    };
  }
}
