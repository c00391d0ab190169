import { useMutation, useQueryClient } from '@tanstack/react-query'
import { toast } from 'sonner'
import type { Character, Image } from '../../../src/contracts/entities.ts'
import { client } from '../app/api.ts'
import { keys } from '../app/keys.ts'
import { useLanguage } from '../i18n/language.tsx'
import { useSayError } from '../tasks/use-job-actions.ts'

/** Makes a picture the one that is shown. What was done is said with a way to take it back. */
export function useChooseImage(projectId: string) {
  const { t } = useLanguage()
  const queries = useQueryClient()
  const choose = useMutation({
    mutationFn: (imageId: string) => client.chooseImage(imageId),
    onSuccess: (changed) => {
      queries.setQueryData<Character[]>(keys.characters(projectId), (current) =>
        current?.map((one) => (one.id === changed.id ? changed : one)),
      )
      void queries.invalidateQueries({ queryKey: keys.projects })
    },
    onError: useSayError(),
  })
  return {
    isPending: choose.isPending,
    choose(image: Image, before: Image | undefined): void {
      choose.mutate(image.id, {
        onSuccess: () =>
          toast.success(t('pictures.chose'), {
            ...(before && { action: { label: t('common.undo'), onClick: () => choose.mutate(before.id) } }),
          }),
      })
    },
  }
}
