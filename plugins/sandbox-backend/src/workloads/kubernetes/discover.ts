import { json, type Answer } from '../../server/Answer';
import { KIND_RULES } from './applied/kindRules';
import { apiVersionOf, RESOURCES, type Resource } from './resources';

const VERSION = { major: '1', minor: '34', gitVersion: 'v1.34.4' };

function groupVersionsOf(name: string) {
  const versions = Object.values<Resource>(RESOURCES)
    .filter(({ group }) => group === name)
    .map(({ version }) => version);
  return [...new Set(versions)].map(version => ({
    groupVersion: `${name}/${version}`,
    version,
  }));
}

/**
 * What the API server tells of itself and its kinds; undefined where something
 * else is asked for.
 */
export function discover(path: string): Answer | undefined {
  if (path === '/version') {
    return json(200, { ...VERSION, platform: 'linux/amd64' });
  }
  if (path === '/api') {
    return json(200, { kind: 'APIVersions', versions: ['v1'] });
  }
  const resources = Object.entries<Resource>(RESOURCES);
  if (path === '/apis') {
    const names = resources.flatMap(([, { group }]) => group || []);
    return json(200, {
      kind: 'APIGroupList',
      apiVersion: 'v1',
      groups: [...new Set(names)].map(name => {
        const versions = groupVersionsOf(name);
        return { name, versions, preferredVersion: versions[0] };
      }),
    });
  }
  const groupVersion = /^\/(?:api|apis)\/(.+)$/.exec(path)?.[1];
  const found = resources.filter(
    ([, resource]) => apiVersionOf(resource) === groupVersion,
  );
  return found.length
    ? json(200, {
        kind: 'APIResourceList',
        apiVersion: 'v1',
        groupVersion,
        resources: found.map(([name, resource]) => ({
          name: resource.plural,
          singularName: resource.singular,
          namespaced: resource.namespaced,
          kind: resource.kind,
          shortNames: resource.shortNames,
          verbs: [
            'get',
            'list',
            ...(name in KIND_RULES ? ['delete', 'patch'] : []),
          ],
        })),
      })
    : undefined;
}
