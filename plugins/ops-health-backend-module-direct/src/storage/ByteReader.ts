/**
 * Reads what a ByteWriter wrote.
 *
 * @throws RangeError where the bytes end too early.
 */
export class ByteReader {
  readonly #bytes: Buffer;
  #index = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  byte(): number {
    if (this.#index >= this.#bytes.length) {
      throw new RangeError('The bytes end too early');
    }
    return this.#bytes[this.#index++];
  }

  double(): number {
    const value = this.#bytes.readDoubleBE(this.#index);
    this.#index += 8;
    return value;
  }

  whole(): number {
    let byte = this.byte();
    let value = byte & 0x7f;
    for (let factor = 0x80; byte >= 0x80; factor *= 0x80) {
      byte = this.byte();
      value += (byte & 0x7f) * factor;
    }
    return value;
  }

  signed(): number {
    const value = this.whole();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }
}
