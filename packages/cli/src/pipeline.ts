/** What a pipeline says of itself, where it does. */
export interface Pipeline {
  name?: string;
  url?: string;
  commit?: string;
}

/** By the variables that GitHub Actions and GitLab CI set. */
export function readPipeline(
  env: Record<string, string | undefined>,
): Pipeline {
  if (env.GITHUB_ACTIONS) {
    return {
      name: env.GITHUB_WORKFLOW,
      url: `${env.GITHUB_SERVER_URL}/${env.GITHUB_REPOSITORY}/actions/runs/${env.GITHUB_RUN_ID}`,
      commit: env.GITHUB_SHA,
    };
  }
  return {
    name: env.CI_PIPELINE_NAME || env.CI_JOB_NAME,
    url: env.CI_PIPELINE_URL,
    commit: env.CI_COMMIT_SHA,
  };
}
