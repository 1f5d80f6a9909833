// Loaded before a portal elsewhere. Third parties' packages are links into the repository and would find the
// repository's sources there. They find what is installed beside the backend, as in any hoisted node_modules;
// whoever gets at the repository's sources nevertheless is refused.
const Module = require('node:module');
const path = require('node:path');

const repository = path.resolve(__dirname, '../..') + path.sep;
const backend = process.cwd();
const resolveFilename = Module._resolveFilename;

Module._resolveFilename = function resolve(request, parent, isMain, options) {
  const fromThirdParty = parent?.filename?.startsWith(repository);
  const file =
    fromThirdParty && /^(app|@platform-ops)\//.test(request)
      ? resolveFilename.call(this, request, parent, isMain, {
          paths: [backend],
        })
      : resolveFilename.call(this, request, parent, isMain, options);
  if (
    file.startsWith(repository) &&
    !file.includes(`${path.sep}node_modules${path.sep}`)
  ) {
    throw new Error(
      `${parent?.filename} loads '${request}' from the repository: ${file}`,
    );
  }
  return file;
};
