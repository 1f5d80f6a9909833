/**
 * A series with samples: milliseconds since the epoch, and the value. The
 * metric's name is the label `__name__`.
 */
export interface WrittenSeries {
  labels: Record<string, string>;
  samples: Array<[number, number]>;
}

/**
 * Writes samples into a Prometheus by remote write 1.0
 * (prometheus.io/docs/specs/prw/remote_write_spec), which only tests need, so
 * that its two formats are written by hand here.
 */
export async function remoteWrite(
  url: string,
  series: WrittenSeries[],
): Promise<Response> {
  return fetch(`${url}/api/v1/write`, {
    method: 'POST',
    headers: {
      'content-encoding': 'snappy',
      'content-type': 'application/x-protobuf',
      'x-prometheus-remote-write-version': '0.1.0',
    },
    body: snappy(message(series.map(item => field(1, encodeSeries(item))))),
  });
}

function encodeSeries({ labels, samples }: WrittenSeries): Uint8Array {
  return message([
    ...Object.entries(labels)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) =>
        field(
          1,
          message([field(1, Buffer.from(name)), field(2, Buffer.from(value))]),
        ),
      ),
    ...samples.map(([time, value]) =>
      field(2, message([double(1, value), varint(16), varint(time)])),
    ),
  ]);
}

function message(parts: Uint8Array[]): Uint8Array {
  return Buffer.concat(parts);
}

/** A field of bytes. */
function field(number: number, bytes: Uint8Array): Uint8Array {
  return message([varint(number * 8 + 2), varint(bytes.length), bytes]);
}

function double(number: number, value: number): Uint8Array {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(value);
  return message([varint(number * 8 + 1), bytes]);
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = BigInt(value);
  while (rest > 127n) {
    bytes.push(Number(rest % 128n) + 128);
    rest /= 128n;
  }
  return Buffer.from([...bytes, Number(rest)]);
}

const LITERAL_LENGTH = 65_536;

/** Snappy's block format allows to compress nothing. */
function snappy(bytes: Uint8Array): Uint8Array {
  const parts = [varint(bytes.length)];
  for (let at = 0; at < bytes.length; at += LITERAL_LENGTH) {
    const literal = bytes.subarray(at, at + LITERAL_LENGTH);
    const size = literal.length - 1;
    parts.push(Buffer.from([61 * 4, size % 256, Math.floor(size / 256)]));
    parts.push(literal);
  }
  return Buffer.concat(parts);
}
