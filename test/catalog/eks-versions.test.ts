import { defaultEksVersion, eksVersions, eksVersionsAsOf, findEksVersion } from '../../catalog/eks-versions';

describe('findEksVersion', () => {
  it('knows the end of standard and of extended support', () => {
    expect(findEksVersion('1.34')).toEqual({
      version: '1.34',
      standardUntil: '2026-12-02',
      extendedUntil: '2027-12-02',
    });
  });

  it('knows 1.36 without dates, because AWS has announced none', () => {
    expect(findEksVersion('1.36')).toEqual({ version: '1.36' });
  });

  test.each(['1.30', '1.37', '1.3', '1.35.1', ''])('does not know %j', (version) => {
    expect(findEksVersion(version)).toBeUndefined();
  });
});

describe('eksVersions', () => {
  it('lists the versions newest first, each once', () => {
    expect(eksVersions.map((row) => row.version)).toEqual(['1.36', '1.35', '1.34', '1.33', '1.32', '1.31']);
  });

  it('ends extended support one year after standard support', () => {
    for (const { standardUntil, extendedUntil } of eksVersions) {
      if (standardUntil === undefined) continue;
      expect(extendedUntil).toBe(standardUntil.replace(/^\d+/, (year) => String(Number(year) + 1)));
    }
  });

  it('has no version whose support had ended when the table was made', () => {
    for (const { extendedUntil } of eksVersions) {
      if (extendedUntil !== undefined) expect(extendedUntil > eksVersionsAsOf.asOf).toBe(true);
    }
  });

  it('has a default in standard support', () => {
    expect(defaultEksVersion).toBe('1.35');
    expect(findEksVersion(defaultEksVersion)?.standardUntil).toBe('2027-03-27');
  });
});
