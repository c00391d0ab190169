#!/usr/bin/env node
// In a checkout the command runs from source through tsx, in an installation from the compiled files.
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'

const source = new URL('../src/cli/main.ts', import.meta.url)

function hasTsx() {
  try {
    createRequire(import.meta.url).resolve('tsx')
    return true
  } catch {
    return false
  }
}

if (existsSync(source) && hasTsx()) {
  const { register } = await import('tsx/esm/api')
  register()
  await import(source.href)
} else {
  await import('../dist/cli/main.js')
}
