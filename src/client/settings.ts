/** Who reads, writes and draws: for the installation, and for projects that differ from it. Keys go in and never come out. */
import {
  type PatchSettingsRequest,
  settingsTestSchema,
  settingsViewSchema,
  type TestSettingsRequest,
} from '../contracts/settings.ts'
import type { RequestOptions, Transport } from './transport.ts'

export function settingsMethods({ json }: Transport) {
  const installation = '/api/settings'
  const project = (id: string) => `/api/projects/${encodeURIComponent(id)}/settings`
  const get = (path: string, options?: RequestOptions) => json('GET', path, settingsViewSchema, options)
  const update = (path: string, change: PatchSettingsRequest, options?: RequestOptions) =>
    json('PATCH', path, settingsViewSchema, { json: change, ...options })
  const test = (path: string, request: TestSettingsRequest, options?: RequestOptions) =>
    json('POST', `${path}/test`, settingsTestSchema, { json: request, large: true, ...options })

  return {
    /** What the installation says, and what is in effect where a project says nothing. */
    getSettings: (options?: RequestOptions) => get(installation, options),

    /** Changes what is given; null goes back to what the environment or the default says. */
    updateSettings: (change: PatchSettingsRequest, options?: RequestOptions) => update(installation, change, options),

    /** Tries what is in effect, with a change that is not saved. With `draw`, one picture is drawn and paid for. */
    testSettings: (request: TestSettingsRequest, options?: RequestOptions) => test(installation, request, options),

    getProjectSettings: (projectId: string, options?: RequestOptions) => get(project(projectId), options),

    /** Changes what is given; null goes back to what the installation says. */
    updateProjectSettings: (projectId: string, change: PatchSettingsRequest, options?: RequestOptions) =>
      update(project(projectId), change, options),

    testProjectSettings: (projectId: string, request: TestSettingsRequest, options?: RequestOptions) =>
      test(project(projectId), request, options),
  }
}
