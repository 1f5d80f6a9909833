/** Of pages of the user interface of Kubeflow Pipelines. */

export function runLink(uiUrl: string, runId: string): string {
  return `${uiUrl}/#/runs/details/${encodeURIComponent(runId)}`;
}

export function pipelineLink(
  uiUrl: string,
  { pipelineId, id }: { pipelineId: string; id: string },
): string {
  return `${uiUrl}/#/pipelines/details/${encodeURIComponent(
    pipelineId,
  )}/version/${encodeURIComponent(id)}`;
}
