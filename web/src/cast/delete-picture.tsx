import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { Image } from '../../../src/contracts/entities.ts'
import { IconButton } from '../design/button.tsx'
import { Confirm } from '../design/dialog.tsx'
import { useLanguage } from '../i18n/language.tsx'
import { afterDeletion } from './picture-state.ts'
import { useDeleteImage } from './use-delete-image.ts'

/** Deletes the picture that is shown, after it was said what takes its place. */
export function DeletePicture({
  projectId,
  image,
  images,
  hasLooks,
}: {
  projectId: string
  image: Image
  /** All of its look. */
  images: readonly Image[]
  /** Whether further looks are made from these pictures. */
  hasLooks: boolean
}) {
  const { t } = useLanguage()
  const [asks, setAsks] = useState(false)
  const remove = useDeleteImage(projectId)
  const after = afterDeletion(image, images)
  return (
    <>
      <IconButton
        label={t('pictures.delete')}
        data-testid="delete-image"
        className="-my-2 -mr-2 ml-auto"
        onClick={() => setAsks(true)}
      >
        <Trash2 aria-hidden className="size-4" />
      </IconButton>
      <Confirm
        open={asks}
        onOpenChange={setAsks}
        title={t('pictures.delete.title')}
        text={t(`pictures.delete.text.${after}`)}
        action={t('pictures.delete.action')}
        busy={remove.isPending}
        onConfirm={() => remove.mutate({ image, images }, { onSettled: () => setAsks(false) })}
      >
        {after === 'none' && hasLooks && <p className="mt-2 text-soft">{t('pictures.delete.looks')}</p>}
      </Confirm>
    </>
  )
}
