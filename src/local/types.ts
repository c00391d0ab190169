/** The servers that Cineqo starts on a person's own machine when no other address is set. */
export type LocalServerName = 'postgres' | 'temporal'

/** Where the running local servers are reached. A server that was not asked for has no address. */
export interface LocalAddresses {
  /** For PostgreSQL clients, with user, password and database: `postgres://cineqo:...@127.0.0.1:54329/cineqo`. */
  databaseUrl?: string
  /** Host and port of Temporal's gRPC front end: `127.0.0.1:7233`. */
  temporalAddress?: string
  /** Address of Temporal's Web UI: `http://127.0.0.1:8233`. */
  temporalUi?: string
  /** The `temporal` command that the server was started with: a path, or its name when it was found on PATH. */
  temporalCli?: string
}

export interface LocalNeed {
  postgres: boolean
  temporal: boolean
}

/** Preferred ports. 0 asks for any free one. A port that is taken is never fought over: another one is used and said. */
export interface PreferredPorts {
  postgres?: number
  temporal?: number
  temporalUi?: number
}

/** What a holder wants others to know about it; shown by the status. */
export interface HolderNote {
  url?: string
}

export interface StartOptions {
  /** Absolute path of the `.cineqo` folder. Everything the servers keep is below it. */
  directory: string
  need: LocalNeed
  /** Path of a `temporal` binary chosen by the person. When set, no other one is looked for. */
  temporalCliPath?: string
  /** Folder of downloads that all clones of one person share. Default: the cache folder of the operating system. */
  cacheDirectory?: string
  ports?: PreferredPorts
  /** How long the servers outlive their last holder, in milliseconds. Default 3,000. Set by whoever starts the supervisor. */
  graceMs?: number
  /** Receives sentences that tell what is being done, for a terminal. */
  onProgress?: (message: string) => void
}

export interface HoldOptions extends StartOptions {
  /** What this process is: 'api', 'worker', 'cli'. */
  role: string
  note?: HolderNote
  /** Called when the servers came back on other ports, because somebody else had taken theirs meanwhile. */
  onChange?: (addresses: LocalAddresses) => void
}

export interface HeldServices extends LocalAddresses {
  update(note: HolderNote): void
  /** Lets go. When nobody else holds the servers they stop after the grace time. Safe to call twice. */
  release(): Promise<void>
}

export interface Holder {
  role: string
  pid: number
  url?: string
  /** ISO 8601. */
  since: string
}

type ServiceState = 'off' | 'starting' | 'ready' | 'restarting' | 'failed'

export interface ServiceStatus {
  state: ServiceState
  pid?: number
  ports: Record<string, number>
  /** How often the server was started again because it died. */
  restarts: number
  /** Why the server is not ready, or why it was last started again. */
  problem?: string
  /** Path of its log. */
  log: string
}

export interface LocalStatus extends LocalAddresses {
  supervisor: { pid: number; startedAt: string; log: string }
  /** True when the servers stay up until they are stopped on purpose. */
  kept: boolean
  services: Record<LocalServerName, ServiceStatus>
  holders: Holder[]
}

export interface StopResult {
  /** True when nothing runs any more. */
  stopped: boolean
  wasRunning: boolean
  /** Who still uses the servers, when that is why they were not stopped. */
  holders: Holder[]
}

/**
 * The local servers can't be had. The message is written for the person who started the command; `tried` lists, one
 * sentence each, the ways that were tried and why each failed.
 */
export class LocalServicesError extends Error {
  override name = 'LocalServicesError'
  readonly tried: string[]

  constructor(message: string, tried: string[] = [], options?: ErrorOptions) {
    super(tried.length === 0 ? message : `${message}\n${tried.map((way) => `  - ${way}`).join('\n')}`, options)
    this.tried = tried
  }
}
