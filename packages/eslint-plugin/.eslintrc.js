module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  // Each of these files breaks the rule on purpose.
  ignorePatterns: ['fixtures'],
});
