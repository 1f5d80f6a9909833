/**
 * What somebody notes of a model, version or artefact. Whole numbers of at most
 * nine digits are kept as such, larger ones as floating point.
 *
 * @public
 */
export type RegistryProperties = Record<string, string | number | boolean>;

/**
 * What the registry gives back.
 *
 * @public
 */
export interface RegistryEntry {
  /** A number, as text: it may have 64 bits. */
  id: string;
  name: string;
  /** `LIVE`, `ARCHIVED` or another that the registry knows. */
  state?: string;
  properties: RegistryProperties;
}

/**
 * Where the files of a version are.
 *
 * @public
 */
export interface RegistryArtifact extends RegistryEntry {
  uri?: string;
}
