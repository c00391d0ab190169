import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useMemo, useState } from 'react'
import { toast } from 'sonner'
import type { SettingsView } from '../../../src/contracts/settings.ts'
import { keys } from '../app/keys.ts'
import { useLeaveGuard } from '../app/leave-guard.ts'
import { Button } from '../design/button.tsx'
import { Confirm } from '../design/dialog.tsx'
import { ErrorState, Loading, Skeleton } from '../design/states.tsx'
import { useLanguage } from '../i18n/language.tsx'
import { changeOf, draftOf, type SettingsDraft } from './draft.ts'
import { type SettingsForm as Form, SettingsFormContext } from './form-context.ts'
import { ImageSection } from './image-section.tsx'
import { PriceSection } from './price-section.tsx'
import { withValue } from './setting-paths.ts'
import { TextSection } from './text-section.tsx'
import { updateSettings, useSettings } from './use-settings.ts'

/** The settings of the installation, or of a project, to be changed. `path` is the address of the page, which changes that are not saved guard. */
export function SettingsForm({ projectId, path }: { projectId: string | null; path: string }) {
  const settings = useSettings(projectId)
  if (settings.isPending) {
    return (
      <Loading>
        <Skeleton className="h-80" />
        <Skeleton className="mt-6 h-80" />
      </Loading>
    )
  }
  if (!settings.data) return <ErrorState error={settings.error} onRetry={() => void settings.refetch()} />
  return <LoadedForm projectId={projectId} path={path} view={settings.data} />
}

function LoadedForm({ projectId, path, view }: { projectId: string | null; path: string; view: SettingsView }) {
  const { t } = useLanguage()
  const queries = useQueryClient()
  // Null: nothing was typed, and what is stored is shown, also when it changes.
  const [edited, setEdited] = useState<SettingsDraft | null>(null)
  const draft = useMemo(() => edited ?? draftOf(view.own), [edited, view.own])
  const change = useMemo(() => changeOf(draft, view.own), [draft, view.own])
  const guard = useLeaveGuard(change.isChanged, path)
  const save = useMutation({
    mutationFn: () => updateSettings(projectId, change.change),
    onSuccess: (saved) => {
      setEdited(null)
      queries.setQueryData(keys.settings(projectId), saved)
      // Projects inherit from the installation, and estimates depend on models and prices.
      void queries.invalidateQueries({ queryKey: ['settings'] })
      void queries.invalidateQueries({ queryKey: ['estimate'] })
      toast.success(t('settings.saved'))
    },
  })
  const form: Form = {
    ...change,
    projectId,
    scope: projectId === null ? 'installation' : 'project',
    view,
    draft,
    changeValue: (changed, value) => setEdited(withValue(draft, changed, value)),
    changeDraft: (apply) => setEdited(apply(draft)),
  }

  function submit(event: FormEvent): void {
    event.preventDefault()
    if (change.problems.size === 0 && change.isChanged) save.mutate()
  }

  return (
    <SettingsFormContext value={form}>
      <form onSubmit={submit} noValidate aria-label={t('settings.title')} className="space-y-6">
        <TextSection />
        <ImageSection />
        <PriceSection />
        {save.isError && <ErrorState compact error={save.error} />}
        <div aria-live="polite" className="sticky bottom-4 z-20">
          {change.isChanged && (
            <div className="rise panel flex items-center gap-2 bg-raised p-3 pl-4 sm:gap-3 sm:pl-5 shadow-float">
              <p className={`min-w-0 flex-1 text-sm font-medium ${change.problems.size > 0 ? 'text-bad' : ''}`}>
                {t(change.problems.size > 0 ? 'settings.problems' : 'settings.unsaved')}
              </p>
              <Button
                tone="quiet"
                onClick={() => {
                  setEdited(null)
                  save.reset()
                }}
              >
                {t('settings.discard')}
              </Button>
              <Button type="submit" tone="primary" busy={save.isPending} disabled={change.problems.size > 0}>
                {t('settings.save')}
              </Button>
            </div>
          )}
        </div>
      </form>
      <Confirm
        open={guard.leave !== null}
        onOpenChange={(open) => !open && guard.stay()}
        title={t('settings.leave.title')}
        text={t('settings.leave.text')}
        action={t('settings.leave.action')}
        keep={t('settings.leave.keep')}
        onConfirm={() => guard.leave?.()}
      />
    </SettingsFormContext>
  )
}
