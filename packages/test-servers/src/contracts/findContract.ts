import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { sharedDirectory } from '../find/places';
import type { ContractDocument } from './ContractDocument';

const FILES = {
  kfp: 'kubeflow/pipelines-v2beta1.swagger.json',
  'kubeflow-registry': 'kubeflow/model-registry.openapi.yaml',
  argocd: 'argo/argo-cd.swagger.json',
};

/**
 * The published API descriptions that doubles are made from.
 *
 * @public
 */
export type ContractName = keyof typeof FILES;

/**
 * Where a description is, or why it is not.
 *
 * @public
 */
export type FoundContract =
  | { found: true; path: string }
  | { found: false; reason: string };

/**
 * Looks for a description in `schemas` of `PORTAL_SHARED`, or of the folder
 * `shared` beside the repository.
 *
 * @public
 */
export function findContract(name: ContractName): FoundContract {
  const path = join(sharedDirectory(), 'schemas', FILES[name]);
  return existsSync(path)
    ? { found: true, path }
    : {
        found: false,
        reason: `PORTAL_SHARED names no folder with schemas/${FILES[name]}`,
      };
}

/** @throws if it is not there. */
export function readContract(name: ContractName): ContractDocument {
  const found = findContract(name);
  if (!found.found) {
    throw new Error(found.reason);
  }
  // All JSON is YAML, but takes ten times as long to read as such.
  const text = readFileSync(found.path, 'utf8');
  return found.path.endsWith('.json') ? JSON.parse(text) : parse(text);
}
