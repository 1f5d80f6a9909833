import type { HumanDuration } from '@backstage/types';

/** Where a server is, and what it wants to see before it answers. */
interface GoldenPathsConnection {
  /**
   * Name for people. The id unless told.
   * @visibility backend
   */
  title?: string;
  /**
   * Address of the server.
   * @visibility backend
   */
  url: string;
  /**
   * Address that a person opens, where it is another one.
   * @visibility backend
   */
  uiUrl?: string;
  /**
   * Sent as a bearer token.
   * @visibility secret
   */
  token?: string;
  /**
   * For basic authentication, with `password`.
   * @visibility secret
   */
  username?: string;
  /**
   * @visibility secret
   */
  password?: string;
  /**
   * Further headers of each request.
   * @deepVisibility secret
   */
  headers?: { [name: string]: string };
  /**
   * How long one request may take, 1 second to 2 minutes. 30 seconds unless told.
   * @visibility backend
   */
  requestTimeout?: HumanDuration | string;
  /**
   * Belongs to the sandbox: ignored unless `sandbox.enabled` is set.
   * @visibility backend
   */
  sandbox?: boolean;
  /**
   * Refs of the templates that may use it, such as
   * `template:default/serve-model`. All of the catalog unless told.
   * @visibility backend
   */
  templates?: string[];
  /**
   * Refs of the users, and of the groups whose members, may use it through a
   * template. All unless told.
   * @visibility backend
   */
  members?: string[];
}

export interface Config {
  goldenPaths?: {
    /**
     * The systems that golden paths use. The keys are ids by which templates,
     * actions and annotations name them.
     */
    connections?: {
      pipelines?: {
        [id: string]: GoldenPathsConnection & {
          /**
           * `kfp` for Kubeflow Pipelines 2.
           * @visibility backend
           */
          type: 'kfp';
          /**
           * Of Kubernetes, where Kubeflow keeps those of several teams apart.
           * @visibility backend
           */
          namespace?: string;
        };
      };
      registries?: {
        [id: string]: GoldenPathsConnection & {
          /**
           * `mlflow` for MLflow 2 and 3, `kubeflow` for the Kubeflow Model
           * Registry.
           * @visibility backend
           */
          type: 'mlflow' | 'kubeflow';
        };
      };
      argocd?: { [id: string]: GoldenPathsConnection };
    };
  };
}
