module.exports = {
  rules: {
    'dependency-direction': require('./rules/dependency-direction'),
  },
};
