import { columnText, isStorableName, shortColumnText } from './columnText';

describe('columnText', () => {
  it('leaves out what PostgreSQL cannot keep', () => {
    expect(columnText('a\u0000b')).toBe('ab');
    expect(columnText('half \ud83d')).toBe('half \ufffd');
    expect(columnText('模型 🚀')).toBe('模型 🚀');
    expect(columnText(undefined)).toBeNull();
    expect(shortColumnText('x'.repeat(300))).toHaveLength(255);
  });

  it('knows names that would not come back as they were', () => {
    expect(isStorableName('模型 🚀 100%')).toBe(true);
    expect(isStorableName('a\u0000')).toBe(false);
    expect(isStorableName('\ud83d')).toBe(false);
    expect(isStorableName('x'.repeat(2001))).toBe(false);
  });
});
