module.exports = {
  root: true,
  plugins: ['@platform-ops'],
  rules: {
    '@platform-ops/dependency-direction': ['error', { root: __dirname }],
  },
};
