/** `npm run build`: compiles the server to `dist/`, bundles the workflows, builds the page. */
import { spawnSync } from 'node:child_process'
import { cpSync, rmSync, writeFileSync } from 'node:fs'
import { bundleWorkflowCode } from '@temporalio/worker'

function run(command: string, ...args: string[]): void {
  const { status } = spawnSync(command, args, { stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}

rmSync('dist', { recursive: true, force: true })
run('npx', 'tsc', '-p', 'tsconfig.build.json')
// Prompts are read as files.
cpSync('src/providers/openai/prompts', 'dist/providers/openai/prompts', {
  recursive: true,
  filter: (path) => !path.endsWith('.ts'),
})
const { code } = await bundleWorkflowCode({ workflowsPath: `${process.cwd()}/dist/workflows/index.js` })
writeFileSync('dist/workflow-bundle.js', code)
run('npx', 'vite', 'build', 'web')
