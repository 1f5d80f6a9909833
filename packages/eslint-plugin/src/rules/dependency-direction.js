const path = require('node:path');
const { packageOfFile, packageOfImport } = require('../workspacePackage');

/** What each part of a plugin family may import from this repository, its own family and any other. */
const ALLOWED_PARTS = {
  common: ['common', 'library'],
  node: ['common', 'node', 'library'],
  react: ['common', 'react', 'library'],
  backend: ['common', 'node', 'library'],
  'backend module': ['common', 'node', 'library'],
  frontend: ['common', 'react', 'library'],
  'frontend module': ['common', 'react', 'library'],
  library: ['library'],
};

const NAME_OF_PART = {
  common: '-common packages',
  node: '-node packages',
  react: '-react packages',
  library: 'libraries of packages/',
};

const ROUTER_HOME = 'plugins/platform-ops-react';

const TEST_FILE =
  /\.test\.[cm]?[jt]sx?$|\/__testUtils__\/|\/__fixtures__\/|\/setupTests\.[jt]sx?$/;

function isFromPackage(source, names) {
  return names.some(name => source === name || source.startsWith(`${name}/`));
}

/** Tests and the dev/ folder put several packages together, as the app and the backend do. */
function mayCompose(filename, importer, root) {
  const inPackage = path
    .relative(path.join(root, importer.folder), filename)
    .split(path.sep)
    .join('/');
  return inPackage.startsWith('dev/') || TEST_FILE.test(`/${inPackage}`);
}

function listAllowed(part) {
  const names = ALLOWED_PARTS[part].map(allowed => NAME_OF_PART[allowed]);
  return names.length === 1
    ? names[0]
    : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
}

function findProblem(source, importer, composing) {
  if (importer.part === 'library' && source.startsWith('@backstage/')) {
    return { messageId: 'libraryKnowsBackstage' };
  }
  if (
    importer.folder !== ROUTER_HOME &&
    isFromPackage(source, ['react-router', 'react-router-dom'])
  ) {
    return { messageId: 'routerOutsideItsHome' };
  }
  if (
    importer.folder.startsWith('plugins/') &&
    (source.startsWith('@material-ui/') || source.startsWith('@mui/'))
  ) {
    return { messageId: 'materialUiInPlugin' };
  }

  const imported = packageOfImport(source);
  if (
    !imported ||
    imported.folder === importer.folder ||
    importer.part === 'composition' ||
    ALLOWED_PARTS[importer.part].includes(imported.part) ||
    composing
  ) {
    return undefined;
  }
  return {
    messageId: 'wrongDirection',
    data: {
      imported: imported.folder,
      importedPart: imported.part,
      importerPart: importer.part,
      allowed: listAllowed(importer.part),
    },
  };
}

/** @type {import('eslint').Rule.RuleModule} */
module.exports = {
  meta: {
    type: 'problem',
    docs: {
      description:
        'Keeps imports in the direction of the architecture: common <- node <- backend and modules; common and react <- frontend; libraries know nothing of Backstage.',
    },
    messages: {
      wrongDirection:
        "A {{importerPart}} package must not import '{{imported}}' ({{importedPart}}). Allowed here: {{allowed}}. Families meet through -common types, -node service refs and -react blueprints.",
      libraryKnowsBackstage:
        "A library of packages/ knows nothing of Backstage, so it must not import '{{source}}'. Allowed here: other libraries and packages from outside Backstage; pass what it needs as an argument.",
      routerOutsideItsHome:
        "'{{source}}' may be imported only in plugins/platform-ops-react. Allowed here: what that package exports for links and search parameters, and useRouteRef.",
      materialUiInPlugin:
        "Our plugins do not use Material UI, so '{{source}}' must not be imported. Allowed here: components of @backstage/ui, *.module.css with its tokens, and icons of @remixicon/react.",
    },
    schema: [
      {
        type: 'object',
        properties: {
          root: {
            type: 'string',
            description: 'The absolute path of the repository.',
          },
        },
        required: ['root'],
        additionalProperties: false,
      },
    ],
  },

  create(context) {
    const { root } = context.options[0];
    const importer = packageOfFile(context.filename, root);
    if (!importer) {
      return {};
    }
    const composing = mayCompose(context.filename, importer, root);

    function check(node) {
      const source = node?.value;
      if (typeof source !== 'string') {
        return;
      }
      const problem = findProblem(source, importer, composing);
      if (problem) {
        context.report({ node, ...problem, data: { source, ...problem.data } });
      }
    }

    return {
      ImportDeclaration: node => check(node.source),
      ImportExpression: node => check(node.source),
      ExportNamedDeclaration: node => check(node.source),
      ExportAllDeclaration: node => check(node.source),
      TSImportType: node => check(node.source ?? node.argument?.literal),
      TSExternalModuleReference: node => check(node.expression),
      'CallExpression[callee.name="require"]': node => check(node.arguments[0]),
    };
  },
};
