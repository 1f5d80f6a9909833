import type { HumanDuration } from '@backstage/types';

export interface Config {
  scorecards?: {
    cloud?: {
      /**
       * Tags of resources whose value is the ref or the name of an entity, e.g.
       * `service`. Components of the namespace `default` are meant unless the
       * value says otherwise.
       */
      entityTags?: string[];
      /**
       * To which entity findings belong that no annotation and no tag gives to
       * another one.
       */
      accounts?: Array<{
        /**
         * 12 digits in quotes, or the id of a subscription or project.
         * @visibility backend
         */
        account: string;
        /**
         * E.g. `resource:default/eu-1` or `system:default/clinic`.
         * @visibility backend
         */
        entity: string;
      }>;
      sources?: {
        /**
         * The key is the id of the source.
         */
        [id: string]: {
          /**
           * `prowler` for results of Prowler in OCSF, `aws` for AWS Config and
           * IAM of one account in one region.
           * @visibility backend
           */
          type: string;
          /**
           * Name for people. The id unless told.
           * @visibility backend
           */
          title?: string;
          /**
           * Of `prowler`: the file with the results.
           * @visibility backend
           */
          file?: string;
          /**
           * Of `prowler`: the https address of the results, instead of a file.
           * @visibility backend
           */
          url?: string;
          /**
           * Of `prowler`: sent with the request as bearer token.
           * @visibility secret
           */
          token?: string;
          /**
           * Of `aws`: 12 digits in quotes.
           * @visibility backend
           */
          account?: string;
          /**
           * Of `aws`: e.g. `eu-central-1`.
           * @visibility backend
           */
          region?: string;
          /**
           * Of `aws`: assumed with the credentials of `aws.mainAccount`, or of
           * AWS' default chain.
           * @visibility backend
           */
          roleArn?: string;
          /**
           * Of `aws`: what the role asks for.
           * @visibility secret
           */
          externalId?: string;
          /**
           * Of `aws`: address that is asked instead of AWS' own ones.
           * @visibility backend
           */
          endpoint?: string;
          /**
           * How long one request may take. 30 seconds unless told.
           * @visibility backend
           */
          timeout?: HumanDuration | string;
        };
      };
    };
  };
}
