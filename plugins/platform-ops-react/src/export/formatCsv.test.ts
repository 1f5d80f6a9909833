import { formatCsv } from './formatCsv';

describe('formatCsv', () => {
  it('quotes what needs it, and lets no spreadsheet run a text', () => {
    expect(
      formatCsv([
        ['name', 'value'],
        ['a "b", c', -1.5],
        ['=cmd()', null],
        ['two\nlines', Number.NaN],
      ]),
    ).toBe('name,value\r\n"a ""b"", c",-1.5\r\n\'=cmd(),\r\n"two\nlines",\r\n');
  });
});
