const path = require('node:path');
const { RuleTester } = require('eslint');
const rule = require('./dependency-direction');

const root = path.resolve('/repository');
const options = [{ root }];

const ruleTester = new RuleTester({
  parser: require.resolve('@typescript-eslint/parser'),
  parserOptions: { ecmaVersion: 2022, sourceType: 'module' },
});

function allowed(file, source) {
  return {
    name: `${file} may import ${source}`,
    filename: path.join(root, file),
    code: `import { x } from '${source}'; export { x };`,
    options,
  };
}

function refused(file, source, messageId) {
  return { ...allowed(file, source), errors: [{ messageId }] };
}

const OURS = '@platform-ops/backstage-plugin';

ruleTester.run('dependency-direction', rule, {
  valid: [
    allowed('plugins/models-common/src/a.ts', `${OURS}-scorecards-common`),
    allowed('plugins/models-common/src/a.ts', `${OURS}-models-common/schema`),
    allowed('plugins/models-node/src/a.ts', `${OURS}-models-common`),
    allowed('plugins/scorecards-backend/src/a.ts', `${OURS}-models-node`),
    allowed('plugins/models-backend-module-x/src/a.ts', `${OURS}-models-node`),
    allowed('plugins/models-backend/src/a.ts', '@platform-ops/timeseries'),
    allowed('plugins/models/src/a.tsx', `${OURS}-platform-ops-react`),
    allowed('plugins/app-module-sign-in/src/a.tsx', `${OURS}-models-react`),
    allowed('plugins/platform-ops-react/src/link.tsx', 'react-router-dom'),
    allowed('packages/timeseries/src/a.ts', '@platform-ops/evidence-log'),
    allowed('packages/backend/src/index.ts', `${OURS}-models-backend`),
    allowed('packages/app/src/App.tsx', `${OURS}-models`),
    allowed('packages/app/src/App.tsx', '@material-ui/core'),
    allowed('benchmarks/src/sync.ts', `${OURS}-models-backend`),
    // Tests and dev/ put packages together.
    allowed(
      'plugins/models-backend/src/a.test.ts',
      '@platform-ops/test-servers',
    ),
    allowed('plugins/models-backend/dev/index.ts', `${OURS}-sandbox-backend`),
    // Names that only look alike.
    allowed('plugins/models/src/a.ts', 'react-router-config'),
    allowed('plugins/models/src/a.ts', '@platform-operations/x'),
    {
      filename: path.join(root, 'plugins/models/src/a.ts'),
      code: 'export const load = name => import(name);',
      options,
    },
  ],
  invalid: [
    refused(
      'plugins/models-backend/src/a.ts',
      '@platform-ops/test-servers',
      'wrongDirection',
    ),
    refused(
      'plugins/models/src/dev/a.ts',
      `${OURS}-models-backend`,
      'wrongDirection',
    ),
    refused(
      'plugins/models/dev/index.tsx',
      'react-router',
      'routerOutsideItsHome',
    ),
    refused(
      'plugins/models/src/a.test.tsx',
      '@mui/material',
      'materialUiInPlugin',
    ),
    refused(
      'packages/app/src/App.tsx',
      'react-router-dom/server',
      'routerOutsideItsHome',
    ),
    refused(
      'packages/timeseries/src/a.test.ts',
      '@backstage/types',
      'libraryKnowsBackstage',
    ),
  ],
});
