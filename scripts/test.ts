/**
 * `npm test`: everything that must hold, in the order in which it fails fastest. Installs Chromium and a Chinese font where they are missing
 * and the machine allows it, since the pages are tested in a real browser.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromiumPath } from '../test/support/chromium.ts'

function run(title: string, command: string, ...args: string[]): void {
  console.log(`\n> ${title}`)
  const startedAt = Date.now()
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const { status } = spawnSync(command, args, { stdio: 'inherit', env })
  if (status !== 0) {
    console.error(`\n${title}: failed (${command} ${args.join(' ')}).`)
    process.exit(status ?? 1)
  }
  console.log(`${title}: ${((Date.now() - startedAt) / 1000).toFixed(1)} s`)
}

function installChromium(): void {
  if (chromiumPath()) return
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    console.error(
      'The pages are tested in Chromium, which was not found. Install it, or set CHROMIUM_PATH, and run this again.',
    )
    process.exit(1)
  }
  run('Update of the package list', 'apt-get', 'update', '-q')
  run('Chromium', 'apt-get', 'install', '-y', '-q', '--no-install-recommends', 'chromium', 'fonts-noto-cjk')
}

installChromium()
run('Types', 'npm', 'run', '--silent', 'typecheck')
run('Lint and structure', 'npm', 'run', '--silent', 'lint')
run('Build', 'npm', 'run', '--silent', 'build')
run('Tests', 'npx', 'vitest', 'run')
