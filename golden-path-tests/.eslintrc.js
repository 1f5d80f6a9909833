module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  rules: {
    // It runs the scaffolder from its sources and is never built.
    '@backstage/no-mixed-plugin-imports': 'off',
    'no-restricted-syntax': 'off',
  },
});
