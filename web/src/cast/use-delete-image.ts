import { useMutation, useQueryClient } from '@tanstack/react-query'
import { toast } from 'sonner'
import type { Image } from '../../../src/contracts/entities.ts'
import { client } from '../app/api.ts'
import { keys } from '../app/keys.ts'
import { useLanguage } from '../i18n/language.tsx'
import { useSayError } from '../tasks/use-job-actions.ts'
import { afterDeletion } from './picture-state.ts'

/** Deletes a picture for good, and says what is shown in its place. */
export function useDeleteImage(projectId: string) {
  const { t } = useLanguage()
  const queries = useQueryClient()
  const remove = useMutation({
    mutationFn: ({ image }: { image: Image; images: readonly Image[] }) => client.deleteImage(image.id),
    onSuccess: (_nothing, { image, images }) => toast.success(t(`pictures.deleted.${afterDeletion(image, images)}`)),
    onError: useSayError(),
    // Also when it failed: somebody else may have deleted it.
    onSettled: async () => {
      void queries.invalidateQueries({ queryKey: keys.project(projectId) })
      void queries.invalidateQueries({ queryKey: keys.projects })
      void queries.invalidateQueries({ queryKey: keys.estimate(projectId) })
      await queries.invalidateQueries({ queryKey: keys.characters(projectId) })
    },
  })
  return remove
}
