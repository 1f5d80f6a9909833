/** When the scan was made, in seconds, as Prowler writes it. */
export const SCANNED_AT = Math.floor(Date.now() / 1000) - 3_600;

/**
 * One event as Prowler 5 writes it: a double, by the published class Detection
 * Finding of OCSF 1.x (https://schema.ocsf.io/classes/detection_finding) and the
 * fields that Prowler fills in of it. No scan was made.
 */
export function detectionFinding(options: {
  check: string;
  resource: string;
  status?: 'PASS' | 'FAIL' | 'MANUAL';
  severity?: number;
  labels?: string[];
  muted?: boolean;
  account?: string;
}): object {
  const { check, resource, status = 'PASS', muted = false } = options;
  return {
    message: `${resource}: ${status} { "nested": [1, 2] } \\ "quoted"`,
    metadata: {
      event_code: check,
      product: { name: 'Prowler', uid: 'prowler', version: '5.46.0' },
      profiles: ['cloud', 'datetime'],
      version: '1.5.0',
    },
    severity_id: options.severity ?? 3,
    severity: 'Medium',
    status: muted ? 'Suppressed' : 'New',
    status_id: muted ? 3 : 1,
    status_code: status,
    status_detail: 'In words',
    activity_id: 1,
    activity_name: 'Create',
    category_uid: 2,
    category_name: 'Findings',
    class_uid: 2004,
    class_name: 'Detection Finding',
    type_uid: 200401,
    type_name: 'Detection Finding: Create',
    time: SCANNED_AT,
    time_dt: new Date(SCANNED_AT * 1000).toISOString().replace('Z', '000'),
    finding_info: {
      uid: `prowler-aws-${check}-123456789012-eu-central-1-${resource}`,
      title: `Title of ${check}`,
      types: ['Software and Configuration Checks'],
      created_time: SCANNED_AT,
    },
    resources: [
      {
        uid: resource,
        name: resource.split(/[:/]/).at(-1),
        labels: options.labels ?? [],
        group: { name: 's3' },
        type: 'AwsS3Bucket',
        region: 'eu-central-1',
        cloud_partition: 'aws',
        data: { details: '', metadata: {} },
      },
    ],
    cloud: {
      account: {
        uid: options.account ?? '123456789012',
        type: 'AWS Account',
        type_id: 10,
      },
      provider: 'aws',
      region: 'eu-central-1',
    },
    unmapped: { compliance: { HIPAA: ['164_312_a_2_iv'] } },
  };
}

/** The same as the class Compliance Finding has it. */
export function complianceFinding(
  status: string,
  resource: string,
): Record<string, unknown> {
  return {
    class_uid: 2003,
    metadata: { version: '1.3.0' },
    finding_info: { uid: 'f-1', title: 'Encrypted' },
    severity_id: 4,
    time: SCANNED_AT * 1000,
    compliance: { control: 'S3.4', standards: ['CIS'], status },
    resources: [{ uid: resource }],
  };
}
