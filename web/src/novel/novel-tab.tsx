import { useId, useState } from 'react'
import type { Novel, Project } from '../../../src/contracts/entities.ts'
import { Button } from '../design/button.tsx'
import { Modal } from '../design/dialog.tsx'
import { useLanguage } from '../i18n/language.tsx'
import { useTextWork } from '../project/use-text-work.ts'
import { Advertisements } from './advertisements.tsx'
import { ChaptersSection } from './chapters-section.tsx'
import { NovelUpload } from './novel-upload.tsx'
import { ReadingFacts } from './reading-facts.tsx'
import { ReadingNotes } from './reading-notes.tsx'
import { useChapterEditor } from './use-chapter-editor.ts'
import { useChapters } from './use-novel.ts'

/** The novel as it was understood, and the ways to put that right before the run. `paragraph` is one to be seen, counted from 0. */
export function NovelTab({ project, novel, paragraph }: { project: Project; novel: Novel; paragraph: number | null }) {
  const { t } = useLanguage()
  const [replacing, setReplacing] = useState(false)
  const editor = useChapterEditor(project.id)
  const byHand = useChapters(project.id).data?.byHand ?? false
  const busyId = useId()
  const isBusy = useTextWork(project.id).length > 0
  return (
    <div className="grid gap-x-8 lg:grid-cols-[minmax(0,1fr)_18rem] lg:grid-rows-[auto_1fr]">
      <div className="mb-8 min-w-0 space-y-4 empty:hidden lg:mb-6">
        {isBusy && (
          <p id={busyId} className="text-sm text-warn">
            {t('novel.busy')}
          </p>
        )}
        <ReadingNotes novel={novel} />
        <Advertisements novel={novel} locked={isBusy} />
      </div>
      <aside className="max-lg:mb-10 lg:col-start-2 lg:row-span-2 lg:row-start-1">
        <ReadingFacts project={project} novel={novel} byHand={byHand} locked={isBusy || editor.edits !== null} />
        <Button className="mt-6 w-full" disabled={isBusy || editor.edits !== null} onClick={() => setReplacing(true)}>
          {t('novel.replace')}
        </Button>
        <Modal
          open={replacing}
          onOpenChange={setReplacing}
          title={t('novel.replace')}
          description={t('novel.replace.text')}
        >
          <NovelUpload projectId={project.id} onSaved={() => setReplacing(false)} />
        </Modal>
      </aside>
      <div className="min-w-0 lg:col-start-1 lg:row-start-2">
        <ChaptersSection novel={novel} editor={editor} target={paragraph} busyId={isBusy ? busyId : undefined} />
      </div>
    </div>
  )
}
