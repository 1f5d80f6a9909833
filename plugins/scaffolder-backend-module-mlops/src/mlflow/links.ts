/** Of pages of MLflow's user interface. */

export function modelLink(uiUrl: string, name: string): string {
  return `${uiUrl}/#/models/${encodeURIComponent(name)}`;
}

export function versionLink(
  uiUrl: string,
  name: string,
  version: string,
): string {
  return `${modelLink(uiUrl, name)}/versions/${encodeURIComponent(version)}`;
}
