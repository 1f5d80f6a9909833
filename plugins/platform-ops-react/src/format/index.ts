export {
  formatDuration,
  formatNumber,
  formatRatio,
} from '@platform-ops/backstage-plugin-platform-ops-common';
