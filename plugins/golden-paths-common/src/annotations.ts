/**
 * On what a path made: `<name of the template>@<version of the path>`.
 *
 * @public
 */
export const ANNOTATION_GOLDEN_PATH = 'platformops.io/golden-path';

/**
 * On what has a pipeline: `<id of the connection>/<name of the pipeline>`.
 *
 * @public
 */
export const ANNOTATION_KFP_PIPELINE = 'platformops.io/kfp-pipeline';

/**
 * On what is trained by a TrainJob: `<cluster>/<namespace>/<name>`.
 *
 * @public
 */
export const ANNOTATION_TRAIN_JOB = 'platformops.io/trainjob';

/**
 * On a template: the version of the path, e.g. `1.0.0`. It makes a template a
 * golden path.
 *
 * @public
 */
export const ANNOTATION_GOLDEN_PATH_VERSION =
  'platformops.io/golden-path-version';

/**
 * On a template: how many minutes it takes to the end.
 *
 * @public
 */
export const ANNOTATION_GOLDEN_PATH_MINUTES =
  'platformops.io/golden-path-minutes';

/**
 * On a template: the controls that what it makes satisfies,
 * `<framework>/<control>`, comma separated.
 *
 * @public
 */
export const ANNOTATION_GOLDEN_PATH_CONTROLS =
  'platformops.io/golden-path-controls';

/**
 * In every generated repository: the path, its version and the parameters.
 *
 * @public
 */
export const PATH_FILE = '.platformops/path.yaml';
