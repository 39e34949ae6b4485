/** Tests run the TypeScript sources directly; `@swc/jest` only strips the types (`npm run typecheck` checks them). */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  transform: {
    '^.+\\.(ts|mjs)$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
  },
  // Many tests wait for Terraform and the provider.
  maxWorkers: '100%',
  globalSetup: '<rootDir>/test/support/build-once.ts',
  // Half of the time to load cdktf goes into its ZIP library, which only asset archives use; Ninefold has none.
  moduleNameMapper: { '^archiver$': '<rootDir>/test/archiver-stub.ts' },
};
