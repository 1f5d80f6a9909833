import type { ObjectMetadata } from '../objects/KubernetesObject';
import {
  FRAMEWORKS,
  type Container,
  type ModelSpec,
  type PredictorSpec,
} from './InferenceService';

/**
 * What a predictor serves.
 */
export interface Artifact {
  artifactUri?: string;
  digest?: string;
}

/** By which whoever deploys says what cannot be told otherwise. */
const DIGEST_ANNOTATION = 'platformops.io/artifact-digest';
const DIGEST = /^sha256:[0-9a-f]{64}$/;
const MODEL_NAME_ARGUMENT =
  /^--(?:model_name|model-name|served-model-name)(?:=(.+))?$/;

/**
 * The artefacts that a predictor is to serve; none where it does not tell.
 *
 * @param metadata - Of the service, whose annotation may tell the digest.
 */
export function readArtifacts(
  predictor: PredictorSpec,
  metadata: ObjectMetadata,
): Artifact[] {
  const uris = urisOf(predictor);
  const annotated = metadata.annotations?.[DIGEST_ANNOTATION];
  return uris.map(artifactUri => ({
    artifactUri,
    // One digest cannot be that of several artefacts.
    digest:
      digestOf(artifactUri) ??
      (uris.length === 1 && annotated && DIGEST.test(annotated)
        ? annotated
        : undefined),
  }));
}

/** The digest by which an image is named. */
export function digestOf(artifactUri: string): string | undefined {
  const digest = artifactUri.split('@').at(-1)!;
  return DIGEST.test(digest) ? digest : undefined;
}

/** The name under which the server knows the model; KServe's is the service's. */
export function readModelName(
  predictor: PredictorSpec,
  serviceName: string,
): string {
  const args = [modelOf(predictor), ...(predictor.containers ?? [])].flatMap(
    container => container?.args ?? [],
  );
  for (const [index, argument] of args.entries()) {
    const [found, value] = MODEL_NAME_ARGUMENT.exec(argument) ?? [];
    const name = found && (value ?? args[index + 1]);
    // `{{.Name}}` and `$(MODEL)` are filled in later.
    if (name && !/[{$]/.test(name)) {
      return name;
    }
  }
  return serviceName;
}

function modelOf(predictor: PredictorSpec): ModelSpec | undefined {
  return (
    predictor.model ??
    FRAMEWORKS.map(framework => predictor[framework]).find(Boolean)
  );
}

function urisOf(predictor: PredictorSpec): string[] {
  if (predictor.storageUris?.length) {
    return predictor.storageUris.map(({ uri }) => uri);
  }
  const model = modelOf(predictor);
  const uri = model ? uriOfModel(model) : uriOfContainer(predictor);
  return uri ? [uri] : [];
}

/**
 * `storage` names a secret that may hold the kind of store and its bucket:
 * only where both stand in the service itself can the address be told.
 */
function uriOfModel({ storageUri, storage }: ModelSpec): string | undefined {
  if (storageUri) {
    return storageUri;
  }
  const { type, bucket } = storage?.parameters ?? {};
  return storage?.path && type && bucket
    ? `${type}://${bucket}/${storage.path.replace(/^\/+/, '')}`
    : undefined;
}

/** A container of one's own fetches the model, or is it. */
function uriOfContainer({ containers = [] }: PredictorSpec) {
  const [container]: Array<Container | undefined> = containers;
  const fetched = container?.env?.find(({ name }) => name === 'STORAGE_URI');
  return fetched?.value ?? (container?.image && `oci://${container.image}`);
}
