// Reads Kubernetes objects as a JSON list, and prints what is wrong with each
// by the published schemas; null for a kind that they do not know. A program
// of its own, as the schemas are modules that Jest does not load.
import { text } from 'node:stream/consumers';

/** @returns the class of a kind, which checks by its schema. */
async function findModel(apiVersion, kind) {
  const [group, version] = apiVersion.includes('/')
    ? apiVersion.split('/')
    : ['', apiVersion];
  const packageName = group.endsWith('.istio.io')
    ? '@kubernetes-models/istio'
    : 'kubernetes-models';
  const path = [packageName, group, version, kind].filter(Boolean).join('/');
  try {
    return (await import(path))[kind];
  } catch (error) {
    if (
      ['ERR_MODULE_NOT_FOUND', 'ERR_PACKAGE_PATH_NOT_EXPORTED'].includes(
        error.code,
      )
    ) {
      return undefined;
    }
    throw error;
  }
}

const problems = [];
for (const object of JSON.parse(await text(process.stdin))) {
  const Model = await findModel(object.apiVersion, object.kind);
  if (!Model) {
    problems.push(null);
    continue;
  }
  try {
    new Model(object).validate();
    problems.push('');
  } catch (error) {
    problems.push(error.message);
  }
}
process.stdout.write(JSON.stringify(problems));
