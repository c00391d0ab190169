import type { Image } from '../../../src/contracts/entities.ts'
import { client } from '../app/api.ts'
import { useLanguage } from '../i18n/language.tsx'

/**
 * A picture of a character, or, while there is none, a plate with the first letter of the name. Fills its box: with a thumbnail, or with the
 * picture in its full size.
 */
export function Portrait({
  name,
  image,
  fullSize,
  alt,
}: {
  name: string
  image: Image | undefined
  fullSize?: boolean
  /** Where the name is not all there is to say of it; empty beside words that say it. */
  alt?: string
}) {
  const { t } = useLanguage()
  if (!image) return <Plate name={name} />
  return (
    <img
      src={client.imageUrl(fullSize ? image.url : image.thumbnailUrl)}
      alt={alt ?? t('cast.portraitOf', { name })}
      width={image.width}
      height={image.height}
      loading={fullSize ? 'eager' : 'lazy'}
      decoding="async"
      className="size-full bg-sunken object-cover object-top"
    />
  )
}

/** A plate in one of the colours of a night scene, the same for the same name. */
export function Plate({ name }: { name: string }) {
  const hue = 165 + (hashOf(name) % 90)
  return (
    <span
      aria-hidden
      className="title flex size-full items-center justify-center text-[min(4.5rem,38cqi)] text-ink/70 select-none"
      style={{
        background: `linear-gradient(160deg, color-mix(in oklab, oklch(0.62 0.07 ${hue}) 34%, var(--surface)), color-mix(in oklab, oklch(0.45 0.06 ${hue + 30}) 30%, var(--sunken)))`,
      }}
    >
      {[...name.trim()][0]?.toUpperCase() ?? '·'}
    </span>
  )
}

function hashOf(text: string): number {
  let hash = 7
  for (const character of text) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0
  return hash
}
