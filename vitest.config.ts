import { defineConfig } from 'vitest/config'

/** Files run beside each other, and those of one process share the modules they import: to load these again for each costs more than its tests. */
const together = { environment: 'node' as const, isolate: false, maxWorkers: 2 }

/**
 * Tests on real parts share one PostgreSQL and one Temporal server, in which each file has a database and a namespace of its own. They wait
 * more than they compute.
 */
const onRealParts = {
  ...together,
  globalSetup: ['test/support/global-setup.ts'],
  testTimeout: 60_000,
  hookTimeout: 120_000,
}

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['test/unit/**/*.test.{ts,tsx}'], ...together, testTimeout: 30_000 } },
      { test: { name: 'replay', include: ['test/replay/**/*.test.ts'], ...together, testTimeout: 60_000 } },
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
