import { useMutation, useQueryClient } from '@tanstack/react-query'
import { toast } from 'sonner'
import type { PatchAdvertisementsRequest } from '../../../src/contracts/entities.ts'
import type { Advertisement } from '../../../src/contracts/novel-file.ts'
import { client } from '../app/api.ts'
import { keys } from '../app/keys.ts'
import { useLanguage } from '../i18n/language.tsx'
import { useSayError } from '../tasks/use-job-actions.ts'

/** Restores marked lines, or marks them again. What was done is said with a way to take it back. */
export function useAdvertisementMarks(projectId: string, advertisements: readonly Advertisement[]) {
  const { t } = useLanguage()
  const queries = useQueryClient()
  const sayError = useSayError()
  const patch = useMutation({
    mutationFn: (request: PatchAdvertisementsRequest) => client.patchAdvertisements(projectId, request),
    onSuccess: (_, { paragraphs, restored }) => {
      const changed = new Set(paragraphs)
      queries.setQueryData<Advertisement[]>(keys.advertisements(projectId), (current) =>
        current?.map((line) => (paragraphs === null || changed.has(line.paragraph) ? { ...line, restored } : line)),
      )
      void queries.invalidateQueries({ queryKey: keys.project(projectId) })
      void queries.invalidateQueries({ queryKey: keys.estimate(projectId) })
    },
    onError: sayError,
  })

  /** `paragraphs` null: every line that is not so already. */
  function mark(paragraphs: number[] | null, restored: boolean): void {
    const changed =
      paragraphs ?? advertisements.filter((line) => line.restored !== restored).map(({ paragraph }) => paragraph)
    // Taking back what was done to all of them names them only where some were so before.
    const undone = changed.length === advertisements.length ? null : changed
    patch.mutate(
      { paragraphs, restored },
      {
        onSuccess: () =>
          toast.success(t(restored ? 'ads.restored' : 'ads.marked', { n: changed.length }), {
            action: {
              label: t('common.undo'),
              onClick: () => patch.mutate({ paragraphs: undone, restored: !restored }),
            },
          }),
      },
    )
  }

  return { mark, isPending: patch.isPending }
}
