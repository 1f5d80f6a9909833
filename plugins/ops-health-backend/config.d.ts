import type { HumanDuration } from '@backstage/types';

export interface Config {
  opsHealth?: {
    /**
     * What tells about health. The key is the id of the source.
     */
    sources?: {
      [id: string]: {
        /**
         * `prometheus`, `direct`, …: what the installed modules know.
         * @visibility backend
         */
        type: string;
        /**
         * Name for people. The id unless told.
         * @visibility backend
         */
        title?: string;
        /**
         * The environment of all that the source tells, where none of
         * `opsHealth.environments` matches, e.g. `production`.
         * @visibility backend
         */
        environment?: string;
        /**
         * The source is the sandbox's: ignored unless `sandbox.enabled`.
         * @visibility backend
         */
        sandbox?: boolean;
        /**
         * How often the source is asked, 5 seconds to an hour. `opsHealth.refresh`
         * unless told.
         * @visibility backend
         */
        refresh?: HumanDuration | string;
      };
    };
    /**
     * How label sets are joined to entities, in order: the first rule that finds
     * an entity decides. Takes the place of the built-in rules.
     */
    joins?: Array<{
      /**
       * Name for people. The labels unless told.
       * @visibility backend
       */
      id?: string;
      /**
       * Kinds of entities that it is for. `component` unless told.
       * @visibility backend
       */
      kinds?: string | string[];
      /**
       * The value that each label has on the series of an entity, with `{name}`,
       * `{namespace}`, `{title}`, `{type}`, `{system}`, `{domain}`, `{owner}`,
       * `{annotation:<name>}` and `{label:<name>}`. Of several values any will do.
       */
      labels: { [label: string]: string | string[] };
      /**
       * A regular expression with one group, to take a part of a label's value,
       * e.g. `pod: '(.+)-predictor-.+'`.
       */
      extract?: { [label: string]: string };
    }>;
    /**
     * The environment of series by one label beside `environment`, such as
     * `namespace` or `cluster`: a regular expression of its whole value. The first
     * match wins. What nobody maps counts as production and says so.
     */
    environments?: Array<{
      environment: string;
      [label: string]: string;
    }>;
    /**
     * Limits for all entities, or those of some kinds or types. An entity's own
     * annotation `platformops.io/health-limits` takes their place.
     */
    limits?: Array<{
      /**
       * E.g. `latency < 500ms`.
       * @visibility backend
       */
      limit: string;
      /** @visibility backend */
      kinds?: string | string[];
      /** @visibility backend */
      types?: string | string[];
    }>;
    /**
     * Indicators by queries of your own, in the language of their source.
     */
    indicators?: Array<{
      /**
       * Lower-case letters, digits and dashes; limits use it.
       * @visibility backend
       */
      name: string;
      /**
       * For people. Made of the name unless told.
       * @visibility backend
       */
      title?: string;
      /**
       * What its value is counted in. `count` unless told.
       * @visibility backend
       */
      unit?:
        | 'ratio'
        | 'seconds'
        | 'per-second'
        | 'per-hour'
        | 'bytes'
        | 'celsius'
        | 'count'
        | 'score';
      /**
       * Which way is better. `neither` unless told.
       * @visibility backend
       */
      better?: 'lower' | 'higher' | 'neither';
      /**
       * What it says, in a sentence. The query unless told.
       * @visibility backend
       */
      description?: string;
      /**
       * Id of a source that takes queries, such as one of type `prometheus`.
       * @visibility backend
       */
      source: string;
      /**
       * Asked once for all entities, whose series have the labels by which rules
       * join them; or once for each entity where it holds `{name}` and the like,
       * as `opsHealth.joins` has them.
       * @visibility backend
       */
      query: string;
      /** @visibility backend */
      kinds?: string | string[];
      /** @visibility backend */
      types?: string | string[];
    }>;
    rawQueries?: {
      /**
       * Whether queries that come from the catalog are asked: those in the
       * annotations `platformops.io/indicators` and `prometheus.io/rule`, and those
       * of the OpenSLO files that `platformops.io/slo` names. They run with the
       * portal's credentials and see every series of a source, and whoever may see
       * the entity sees the answer: allow it only where everybody who registers
       * entities may read all of these metrics. `false` unless told.
       * @visibility backend
       */
      fromCatalog?: boolean;
    };
    slos?: {
      /**
       * Who tells people that an error budget burns too fast: `portal`, or
       * `prometheus` by the rules that the portal exports. Only one of them pages.
       * `portal` unless told.
       * @visibility backend
       */
      evaluator?: 'portal' | 'prometheus';
      /**
       * OpenSLO v1 documents. The service is the name of a component; the
       * annotation `platformops.io/entity-ref` names any other entity.
       */
      definitions?: object[];
    };
    /**
     * How often sources are asked. 30 seconds unless told.
     * @visibility backend
     */
    refresh?: HumanDuration | string;
    /**
     * Over which time rates and quantiles are taken. 5 minutes unless told.
     * @visibility backend
     */
    window?: HumanDuration | string;
    /**
     * After which time without news a value is stale. Three refreshes unless told.
     * @visibility backend
     */
    staleAfter?: HumanDuration | string;
    /**
     * After which time without news a state is unknown. Ten refreshes, at least 5
     * minutes, unless told.
     * @visibility backend
     */
    unknownAfter?: HumanDuration | string;
    /**
     * How long something may run without being ready before it is bad, where it
     * does not say so itself. 5 minutes unless told.
     * @visibility backend
     */
    readyDeadline?: HumanDuration | string;
    /**
     * How long what made a state worse has to be gone before the state gets
     * better. 2 minutes unless told.
     * @visibility backend
     */
    clearAfter?: HumanDuration | string;
    quality?: {
      /**
       * After which time without a new measurement of quality the last one is
       * stale; after twice that it is unknown. 8 days unless told, for what is
       * measured each week.
       * @visibility backend
       */
      staleAfter?: HumanDuration | string;
    };
    /**
     * What things cost. No cost is told without it.
     */
    prices?: {
      /**
       * Code of ISO 4217, e.g. `EUR`. All prices are in it.
       * @visibility backend
       */
      currency: string;
      /**
       * What an hour of a GPU costs. The first entry that matches decides.
       */
      gpuHours?: Array<{
        /**
         * As DCGM names it, e.g. `NVIDIA L4`. Any, and what no source names,
         * unless told.
         * @visibility backend
         */
        product?: string;
        /** @visibility backend */
        price: number;
      }>;
      /**
       * List prices per 1,000 tokens of what holds no GPUs with a price. The first
       * entry of which all of `model`, `entity` and `type` that are given match
       * decides; one of them is needed.
       */
      tokens?: Array<{
        /**
         * Name or title of a Model, for it and for the workloads that serve it.
         * @visibility backend
         */
        model?: string;
        /**
         * E.g. `component:default/assistant`.
         * @visibility backend
         */
        entity?: string;
        /**
         * The `spec.type` of entities.
         * @visibility backend
         */
        type?: string;
        /** @visibility backend */
        input: number;
        /** @visibility backend */
        output: number;
      }>;
      /**
       * List prices per 1,000 predictions, chosen in the same way.
       */
      predictions?: Array<{
        /** @visibility backend */
        model?: string;
        /** @visibility backend */
        entity?: string;
        /** @visibility backend */
        type?: string;
        /** @visibility backend */
        price: number;
      }>;
      /**
       * GPUs whose mean utilisation over the last day is lower are idle, 0..1.
       * 0.05 unless told.
       * @visibility backend
       */
      idleBelow?: number;
    };
  };
}
