import { useQuery } from '@tanstack/react-query'
import {
  type KeyName,
  keyNames,
  type PatchSettingsRequest,
  type SettingsTest,
  type SettingsView,
  type TestSettingsRequest,
} from '../../../src/contracts/settings.ts'
import { client } from '../app/api.ts'
import { keys } from '../app/keys.ts'

/** The settings of the installation, or of a project. */
export function useSettings(projectId: string | null) {
  return useQuery({
    queryKey: keys.settings(projectId),
    queryFn: ({ signal }) =>
      projectId === null ? client.getSettings({ signal }) : client.getProjectSettings(projectId, { signal }),
  })
}

export function updateSettings(projectId: string | null, change: PatchSettingsRequest): Promise<SettingsView> {
  return projectId === null ? client.updateSettings(change) : client.updateProjectSettings(projectId, change)
}

export function testSettings(
  projectId: string | null,
  request: TestSettingsRequest,
  signal: AbortSignal,
): Promise<SettingsTest> {
  return projectId === null
    ? client.testSettings(request, { signal })
    : client.testProjectSettings(projectId, request, { signal })
}

/** Whether any of the models may cost money by these settings. */
export function isPaid({ effective }: SettingsView, models: readonly KeyName[] = keyNames): boolean {
  return models.some((name) => effective[name].provider !== 'offline')
}
