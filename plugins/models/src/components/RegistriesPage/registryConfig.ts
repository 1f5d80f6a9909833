/** What connects the first registry. */
export const REGISTRY_CONFIG = `models:
  registries:
    main: { type: mlflow, url: https://mlflow.example.org }`;
