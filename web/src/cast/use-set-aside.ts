import { useMutation, useQueryClient } from '@tanstack/react-query'
import { toast } from 'sonner'
import type { Character } from '../../../src/contracts/entities.ts'
import { client } from '../app/api.ts'
import { keys } from '../app/keys.ts'
import { useLanguage } from '../i18n/language.tsx'
import { useSayError } from '../tasks/use-job-actions.ts'

/** Takes somebody out of the cast, or brings them back. What was done is said with a way to take it back. */
export function useSetAside(projectId: string) {
  const { t } = useLanguage()
  const queries = useQueryClient()
  const sayError = useSayError()
  const patch = useMutation({
    mutationFn: ({ character, setAside }: { character: Character; setAside: boolean }) =>
      client.patchCharacter(character.id, { setAside }),
    onSuccess: (changed) => {
      queries.setQueryData<Character[]>(keys.characters(projectId), (current) =>
        current?.map((one) => (one.id === changed.id ? changed : one)),
      )
      void queries.invalidateQueries({ queryKey: keys.project(projectId) })
      void queries.invalidateQueries({ queryKey: keys.projects })
    },
    onError: sayError,
  })
  return {
    isPending: patch.isPending,
    change(character: Character, setAside: boolean): void {
      const { name } = character
      patch.mutate(
        { character, setAside },
        {
          onSuccess: () =>
            toast.success(t(setAside ? 'cast.wasSetAside' : 'cast.restored', { name }), {
              action: { label: t('common.undo'), onClick: () => patch.mutate({ character, setAside: !setAside }) },
            }),
        },
      )
    },
  }
}

export type SetAside = ReturnType<typeof useSetAside>
