import { defineConfig } from 'vitest/config'

/** Tests on real parts take turns, also the two projects: they share servers and cores, and some kill processes or count queries. */
const onRealParts = {
  environment: 'node' as const,
  globalSetup: ['test/support/global-setup.ts'],
  fileParallelism: false,
  testTimeout: 60_000,
  hookTimeout: 120_000,
}

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['test/unit/**/*.test.{ts,tsx}'], environment: 'node' } },
      { test: { name: 'replay', include: ['test/replay/**/*.test.ts'], environment: 'node', testTimeout: 60_000 } },
      {
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          ...onRealParts,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: { name: 'browser', include: ['test/browser/**/*.test.ts'], ...onRealParts, sequence: { groupOrder: 2 } },
      },
    ],
  },
})
