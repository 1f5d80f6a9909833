import type { HumanDuration } from '@backstage/types';

export interface Config {
  opsHealth?: {
    sources?: {
      /**
       * The key is the id of the source.
       */
      [id: string]: {
        /**
         * `aws` for an account of AWS in one region.
         * @visibility backend
         */
        type: string;
        /**
         * Name for people. The id unless told.
         * @visibility backend
         */
        title?: string;
        /**
         * The environment of all that it tells, where no rule says another one.
         * @visibility backend
         */
        environment?: string;
        /**
         * E.g. `eu-central-1`.
         * @visibility backend
         */
        region?: string;
        /**
         * Whose credentials of `aws.accounts` are used; those of
         * `aws.mainAccount`, or of AWS' default chain, unless told.
         * @visibility backend
         */
        accountId?: string;
        /**
         * Assumed with these credentials.
         * @visibility backend
         */
        roleArn?: string;
        /**
         * What the role asks for.
         * @visibility secret
         */
        externalId?: string;
        /**
         * Address that is asked instead of AWS' own ones.
         * @visibility backend
         */
        endpoint?: string;
        /**
         * How long one request may take, with what is asked again. 30 seconds
         * unless told.
         * @visibility backend
         */
        timeout?: HumanDuration | string;
        /**
         * How many requests are under way at once. 4 unless told.
         * @visibility backend
         */
        maxConcurrency?: number;
        /**
         * Whether metrics are read. True unless told.
         * @visibility backend
         */
        cloudwatch?: boolean;
        /**
         * Whether alarms are read. True unless told.
         * @visibility backend
         */
        alarms?: boolean;
        /**
         * Whether SageMaker endpoints are read. True unless told.
         * @visibility backend
         */
        sagemaker?: boolean;
        /**
         * Whether EKS clusters are read. True unless told.
         * @visibility backend
         */
        eks?: boolean;
        /**
         * The namespaces of metrics that are listed. Those of the packs
         * `sagemaker` and `bedrock` unless told.
         */
        namespaces?: string[];
        /**
         * How often metrics are asked for: whole minutes that divide an hour.
         * 1 minute unless told.
         * @visibility backend
         */
        refresh?: HumanDuration | string;
        /**
         * How long CloudWatch needs until a value is whole. 2 minutes unless
         * told.
         * @visibility backend
         */
        ingestDelay?: HumanDuration | string;
        /**
         * How many metrics one refresh may ask for, since AWS bills each. 500
         * unless told.
         * @visibility backend
         */
        maxMetricsPerRefresh?: number;
        /**
         * How urgent alarms are. `ticket` where nothing tells.
         */
        severities?: {
          /**
           * The tag of alarms that holds a word. Tags are not read unless told.
           */
          tag?: string;
          /**
           * Words of the tag that mean `page`. Replaces ours.
           */
          page?: string[];
          /**
           * Words of the tag that mean `ticket`. Replaces ours.
           */
          ticket?: string[];
          /**
           * Words of the tag that mean `info`. Replaces ours.
           */
          info?: string[];
          /**
           * What the names of alarms begin with; the first that fits counts,
           * where no tag tells.
           */
          prefixes?: Array<{
            prefix: string;
            severity: 'page' | 'ticket' | 'info';
          }>;
        };
      };
    };
  };
}
