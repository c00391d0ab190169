import { Link } from 'wouter'
import { useLanguage } from '../i18n/language.tsx'

/** Leads to a paragraph of the novel, and names it as people count: from 1. */
export function ParagraphLink({
  projectId,
  paragraph,
  className,
}: {
  projectId: string
  /** Counted from 0. */
  paragraph: number
  className: string
}) {
  const { t } = useLanguage()
  const number = paragraph + 1
  return (
    <Link href={`/projects/${projectId}/novel/${number}`} className={className}>
      {t('novel.paragraph', { n: number })}
    </Link>
  )
}
