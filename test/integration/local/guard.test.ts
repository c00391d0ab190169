import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterEach, expect, test } from 'vitest'
import { type GuardedCommand, type GuardedProcess, startGuarded } from '../../../src/local/guard.ts'
import { isAlive } from '../../../src/local/processes.ts'
import { until } from './world.ts'

let running: GuardedProcess | undefined
afterEach(async () => {
  await running?.stop()
  running = undefined
})

function start(script: string, more: Partial<GuardedCommand> = {}) {
  let output = ''
  running = startGuarded({
    command: '/bin/sh',
    args: ['-c', script],
    cwd: '/',
    env: { PATH: process.env.PATH ?? '' },
    stopSignal: 'TERM',
    stopTimeoutMs: 500,
    onOutput: (text) => {
      output += text
    },
    ...more,
  })
  return { process: running, output: () => output }
}

test('the exit code and the output of the command are passed on', async () => {
  const { process: guarded, output } = start('echo said; exit 7')
  expect(await guarded.ended).toBe(7)
  await until(() => output() === 'said\n', 'the output has come')
})

test('a command that is ended by a signal tells which', async () => {
  const { process: guarded } = start('sleep 60 & wait')
  process.kill(await guarded.pid, 'SIGKILL')
  expect(await guarded.ended).toBe(128 + 9)
})

test('a command that does not exist ends with 127', async () => {
  const { process: guarded } = start('', { command: '/no/such/program', args: [] })
  expect(await guarded.ended).toBe(127)
})

test('a command that ignores the stop signal is killed', async () => {
  const { process: guarded, output } = start(`trap '' TERM; echo set; while :; do sleep 0.1; done`)
  await until(() => output() === 'set\n', 'the trap is set')
  const pid = await guarded.pid
  await guarded.stop()
  expect(isAlive(pid)).toBe(false)
  expect(await guarded.ended).toBe(128 + 9)
})

test('no shell of the guard is left when the command has ended', async () => {
  const { process: guarded } = start('sleep 60', { args: ['-c', 'exec sleep 60.25'] })
  await guarded.pid
  await guarded.stop()
  expect(execFileSync('ps', ['-ww', '-ax', '-o', 'args='], { encoding: 'utf8' })).not.toContain('exec sleep 60.25')
})

test('the command ends with the process that started it, also by kill -9', async () => {
  const guard = new URL('../../../src/local/guard.ts', import.meta.url).href
  const program = `
    import { startGuarded } from '${guard}'
    const guarded = startGuarded({ command: 'sleep', args: ['60'], cwd: '/', env: process.env, stopSignal: 'TERM',
      stopTimeoutMs: 500, onOutput: () => {} })
    console.log(await guarded.pid)`
  const starter = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = (await once(starter.stdout, 'data')) as [Buffer]
  const pid = Number.parseInt(line.toString(), 10)
  expect(isAlive(pid)).toBe(true)
  starter.kill('SIGKILL')
  await until(() => !isAlive(pid), 'the command has ended', 3_000)
})
