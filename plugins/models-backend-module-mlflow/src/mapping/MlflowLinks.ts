/**
 * Addresses of MLflow's own pages.
 */
export class MlflowLinks {
  readonly #uiUrl: string;

  static create(uiUrl: string): MlflowLinks {
    return new MlflowLinks(uiUrl);
  }

  private constructor(uiUrl: string) {
    this.#uiUrl = uiUrl;
  }

  model(name: string): string {
    return `${this.#uiUrl}/#/models/${encodeURIComponent(name)}`;
  }

  version(name: string, version: string): string {
    return `${this.model(name)}/versions/${encodeURIComponent(version)}`;
  }

  /**
   * MLflow leads on to the run's page within its experiment, which a version
   * does not name.
   */
  run(runId: string): string {
    return `${this.#uiUrl}/#/runs/${encodeURIComponent(runId)}`;
  }
}
