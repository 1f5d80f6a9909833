module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  rules: {
    // A benchmark starts several plugins from their sources and is never built.
    '@backstage/no-mixed-plugin-imports': 'off',
    'no-restricted-syntax': 'off',
  },
});
