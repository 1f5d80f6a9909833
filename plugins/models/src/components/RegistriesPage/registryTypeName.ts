const NAMES: Record<string, string> = { mlflow: 'MLflow' };

/** A type of registry as its makers write it. */
export function registryTypeName(type: string): string {
  return NAMES[type] ?? type;
}
