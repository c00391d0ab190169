/**
 * Checks the structure of the code: which folder may import which, that workflows stay deterministic, that one file reads the environment,
 * and that files stay small enough to be read.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'

/** What each room may import besides itself, of ours. */
const mayImport: Record<string, string[]> = {
  contracts: [],
  novel: ['contracts'],
  providers: ['contracts', 'novel'],
  evaluation: ['contracts', 'novel', 'providers'],
  estimate: ['contracts', 'novel', 'providers', 'evaluation'],
  storage: ['contracts'],
  db: ['contracts'],
  'db/commands': ['contracts', 'db', 'local', 'config.ts', 'start.ts', 'log.ts'],
  engine: ['contracts', 'db', 'log.ts'],
  settings: ['contracts', 'providers', 'db', 'config.ts', 'log.ts'],
  activities: ['contracts', 'novel', 'providers', 'storage', 'db', 'log.ts'],
  workflows: ['contracts', 'activities'],
  local: ['contracts'],
  client: ['contracts'],
  api: [
    'contracts',
    'novel',
    'providers',
    'estimate',
    'storage',
    'db',
    'engine',
    'settings',
    'config.ts',
    'start.ts',
    'log.ts',
  ],
  // Novels are read and figures made without a server by `inspect` and `evaluate`.
  cli: ['contracts', 'client', 'local', 'novel', 'providers', 'evaluation', 'config.ts'],
  'config.ts': ['contracts'],
  'log.ts': [],
  'start.ts': ['contracts', 'db', 'local', 'config.ts', 'log.ts'],
  'start-worker.ts': ['contracts', 'activities', 'settings', 'config.ts', 'start.ts', 'log.ts'],
  'worker.ts': ['activities', 'settings', 'storage', 'config.ts', 'start.ts', 'start-worker.ts', 'log.ts'],
  web: ['contracts', 'client'],
}
/** Files that everything may import. */
const maxLines = 300
/** Packages that workflow code may import at run time. */
const workflowPackages = ['@temporalio/workflow', '@temporalio/common']
/** What may touch the environment: the settings, and code that hands it on whole to programs that it starts. */
const touchesEnvironment = ['src/config.ts', 'src/local/', 'src/db/commands/', 'src/cli/child-process.ts']

const problems: string[] = []

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.includes('node_modules'))
}

function roomOf(path: string): string {
  const parts = relative('.', path).split('/')
  if (parts[0] !== 'src') return parts[0] ?? ''
  const nested = `${parts[1]}/${parts[2]}`
  return nested in mayImport ? nested : (parts[1] ?? '')
}

const importPattern = /^\s*(?:import|export)\s+(type\s+)?(?:[^'"]*?\sfrom\s+)?['"]([^'"]+)['"]/gm

for (const path of [...filesBelow('src'), ...filesBelow('web'), ...filesBelow('test'), ...filesBelow('scripts')]) {
  const source = readFileSync(path, 'utf8')
  const lines = source.split('\n').length
  if (lines > maxLines)
    problems.push(`${path}: ${lines} lines; more than ${maxLines} do not read well. Part it by concern.`)
  if (!path.startsWith('src/') && !path.startsWith('web/')) continue

  const room = roomOf(path)
  const allowed = mayImport[room]
  if (!allowed) {
    problems.push(
      `${path}: the room ${room} is not known. Add it to scripts/check-structure.ts with what it may import.`,
    )
    continue
  }
  if (/process\.env\b/.test(source) && !touchesEnvironment.some((allowedPath) => path.startsWith(allowedPath))) {
    problems.push(`${path}: reads process.env; only src/config.ts does.`)
  }
  for (const [, typeOnly, specifier = ''] of source.matchAll(importPattern)) {
    if (specifier.startsWith('.')) {
      const target = roomOf(normalize(join(dirname(path), specifier)))
      const base = room.split('/')[0]
      if (target !== room && target !== base && !allowed.includes(target)) {
        problems.push(`${path}: ${room} may not import ${target} (${specifier}).`)
      }
      if (room === 'workflows' && target === 'activities' && !typeOnly) {
        problems.push(`${path}: workflows import only types of activities (${specifier}).`)
      }
    } else if (room === 'workflows' && !typeOnly && !workflowPackages.includes(specifier)) {
      problems.push(`${path}: workflow code must stay deterministic and may not import ${specifier}.`)
    }
  }
}

for (const problem of problems) console.error(problem)
if (problems.length > 0) process.exit(1)
console.log('The structure is as it should be: imports go one way, and files are small.')
