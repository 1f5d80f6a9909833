import {
  complianceFinding,
  detectionFinding,
  SCANNED_AT,
} from '../__testUtils__/prowlerResults';
import { splitArray } from './splitArray';
import { toFindings } from './toFindings';

async function split(text: string, chunk = text.length || 1) {
  const bytes = Buffer.from(text);
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += chunk) {
      yield bytes.subarray(at, at + chunk);
    }
  }
  const items: unknown[] = [];
  for await (const item of splitArray(chunks())) {
    items.push(item);
  }
  return items;
}

describe('splitArray', () => {
  const items = [
    detectionFinding({ check: 'a', resource: 'ünï"\\cödé ☃ ]}[{' }),
    {},
    { deep: [[{ a: '\\"' }]] },
  ];

  it.each([1, 2, 7, 100_000])('takes pieces of %s bytes', async chunk => {
    expect(await split(JSON.stringify(items), chunk)).toEqual(items);
    expect(await split(JSON.stringify(items, null, 4), chunk)).toEqual(items);
    expect(await split(' [ ] ', chunk)).toEqual([]);
  });

  it.each([
    ['{}', 'found no JSON array of objects'],
    ['[1]', 'found no JSON array of objects'],
    ['[{}] [', 'found no JSON array of objects'],
    ['<html>', 'found no JSON array of objects'],
    ['[{"a":1}', 'found a JSON array without its end'],
    ['[{"a":', 'found a JSON array without its end'],
    ['', 'found a JSON array without its end'],
    ['[{a}]', 'found an item that is not JSON'],
    [`[${'{"a":'.repeat(500_000)}`, 'found an item of more than'],
    [`[{"a":"${'x'.repeat(3_000_000)}`, 'found an item of more than'],
  ])('refuses %#', async (text, message) => {
    await expect(split(text, 65_536)).rejects.toThrow(message);
  });

  it('refuses what is not UTF-8', async () => {
    async function* chunks() {
      yield Buffer.from([0x5b, 0xff, 0xfe]);
    }
    await expect(splitArray(chunks()).next()).rejects.toThrow(
      'found text that is not UTF-8',
    );
  });
});

describe('toFindings', () => {
  it('reads a Detection Finding', () => {
    expect(
      toFindings(
        detectionFinding({
          check: 's3_bucket_kms_encryption',
          resource: 'arn:aws:s3:::models',
          status: 'FAIL',
          severity: 5,
          labels: [
            'service:triage',
            'aws:cloudformation:stack-name:x',
            'team=a',
          ],
        }),
        'Scan',
      ),
    ).toEqual([
      {
        source: 'Scan',
        rule: 's3_bucket_kms_encryption',
        title: 'Title of s3_bucket_kms_encryption',
        status: 'fail',
        isMuted: false,
        severity: 'critical',
        account: '123456789012',
        resource: 'arn:aws:s3:::models',
        tags: expect.objectContaining({
          service: 'triage',
          team: 'a',
          'aws:cloudformation:stack-name': 'x',
        }),
        observedAt: new Date(SCANNED_AT * 1000),
      },
    ]);
  });

  it.each([
    ['PASS', 'pass'],
    ['MANUAL', 'unknown'],
  ] as const)('takes %s for %s', (status, expected) => {
    const [finding] = toFindings(
      detectionFinding({ check: 'a', resource: 'b', status, muted: true }),
      'Scan',
    )!;
    expect(finding).toMatchObject({ status: expected, isMuted: true });
  });

  it.each([
    ['Pass', 'pass'],
    ['Fail', 'fail'],
    ['Warning', 'unknown'],
  ])('reads a Compliance Finding that says %s', (status, expected) => {
    expect(toFindings(complianceFinding(status, 'r'), 'Scan')).toMatchObject([
      {
        rule: 'S3.4',
        status: expected,
        severity: 'high',
        resource: 'r',
        observedAt: new Date(SCANNED_AT * 1000),
      },
    ]);
  });

  it.each([
    [{}],
    [null],
    [{ ...detectionFinding({ check: 'a', resource: 'b' }), class_uid: 1001 }],
    [{ ...detectionFinding({ check: 'a', resource: 'b' }), metadata: {} }],
    [{ ...detectionFinding({ check: 'a', resource: 'b' }), resources: 'x' }],
  ])('refuses other events %#', event => {
    expect(toFindings(event, 'Scan')).toBeUndefined();
  });
});
