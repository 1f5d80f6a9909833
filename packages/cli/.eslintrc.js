module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  rules: {
    // All of them are bundled: who installs it installs nothing else.
    '@backstage/no-undeclared-imports': 'off',
  },
  overrides: [
    {
      // The command is tried with a portal that runs.
      files: ['src/__testUtils__/**'],
      rules: { '@platform-ops/dependency-direction': 'off' },
    },
  ],
});
