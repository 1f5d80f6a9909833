const path = require('node:path');

/**
 * The parts of a plugin family by the end of their folder's name, the longest first, so that
 * `models-backend-module-mlflow` is not taken for a frontend.
 */
const PART_BY_SUFFIX = [
  [/-backend-module-.+$/, 'backend module'],
  [/-backend$/, 'backend'],
  [/-common$/, 'common'],
  [/-node$/, 'node'],
  [/-react$/, 'react'],
  [/-module-.+$/, 'frontend module'],
];

/** Packages that put others together, or that only serve development: everything is open to them. */
const COMPOSING_PACKAGES = ['app', 'backend', 'test-servers', 'eslint-plugin'];

function describePlugin(folder) {
  const [, part] = PART_BY_SUFFIX.find(([suffix]) => suffix.test(folder)) ?? [];
  return { folder: `plugins/${folder}`, part: part ?? 'frontend' };
}

function describePackage(name) {
  return {
    folder: `packages/${name}`,
    part: COMPOSING_PACKAGES.includes(name) ? 'composition' : 'library',
  };
}

/** The package that a file belongs to, or undefined outside plugins/ and packages/. */
function packageOfFile(filename, root) {
  const [area, folder] = path.relative(root, filename).split(path.sep);
  if (area === 'plugins' && folder) {
    return describePlugin(folder);
  }
  if (area === 'packages' && folder) {
    return describePackage(folder);
  }
  return undefined;
}

/** The package of this repository that an import names, or undefined for any other import. */
function packageOfImport(source) {
  const [, name] = source.match(/^@platform-ops\/([^/]+)/) ?? [];
  if (!name) {
    return undefined;
  }
  const [, plugin] = name.match(/^backstage-plugin-(.+)$/) ?? [];
  return plugin ? describePlugin(plugin) : describePackage(name);
}

module.exports = { packageOfFile, packageOfImport };
