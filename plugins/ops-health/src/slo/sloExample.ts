import { ANNOTATION_SLO } from '@platform-ops/backstage-plugin-ops-health-common';

/** The file that the annotation below names. */
export const SLO_FILE_NAME = 'slo.yaml';

/** What names the file of objectives, in one line. */
export const SLO_ANNOTATION = `${ANNOTATION_SLO}: ${SLO_FILE_NAME}`;

/** The same where it belongs. */
export const SLO_ANNOTATION_YAML = `metadata:
  annotations:
    ${SLO_ANNOTATION}`;

/** The least that such a file holds. */
export const SLO_FILE_YAML = `apiVersion: openslo/v1
kind: SLO
metadata:
  name: availability
  displayName: Availability
spec:
  service: my-service
  budgetingMethod: Occurrences
  timeWindow:
    - duration: 30d
      isRolling: true
  objectives:
    - target: 0.99
  indicator:
    metadata:
      name: availability
    spec:
      ratioMetric:
        counter: true
        rawType: failure
        raw:
          metricSource:
            type: Indicator
            spec:
              indicator: error-ratio
`;
