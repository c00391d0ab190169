import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Job } from '../../src/contracts/job.ts'
import { zhNovel } from '../support/novels.ts'
import type { Story } from '../unit/novel/formats/story.ts'
import { writeEpub } from '../unit/novel/formats/writers/markup.ts'
import { writeDocx } from '../unit/novel/formats/writers/office.ts'
import { barriers, overflowOf } from './barriers.ts'
import { chapterTitles } from './chapter-titles.ts'
import { openSite, phone, type Site } from './site.ts'

let site: Site

beforeAll(async () => {
  site = await openSite()
})
afterEach(() => site.closeTabs())
afterAll(() => site.close())

const story: Story = {
  language: 'zh',
  title: '雪夜',
  front: [],
  chapters: [
    { title: '第一章 雪夜', paragraphs: ['雪下了一夜，渡口没有一个人。', '沈惊鸿把灯提得高了一些。'] },
    { title: '第二章 渡口', paragraphs: ['“船什么时候来？”她问。', '没有人回答她。'] },
    { title: '第三章 来信', paragraphs: ['信是三天以前写的，墨迹已经淡了。'] },
  ],
}

async function newProject(name: string): Promise<string> {
  return (await site.stack.send('POST', '/api/projects', { json: { name, language: 'zh' } })).body.id
}

async function upload(tab: Page, name: string, buffer: Buffer): Promise<void> {
  await tab.getByTestId('novel-file').setInputFiles({ name, mimeType: '', buffer })
}

async function withNovel(content: string | Buffer, fileName: string): Promise<string> {
  const projectId = await newProject(fileName)
  const body = new FormData()
  body.set('file', new Blob([typeof content === 'string' ? content : new Uint8Array(content)]), fileName)
  const put = await site.stack.send('PUT', `/api/projects/${projectId}/novel`, { body })
  expect(put.status, JSON.stringify(put.body)).toBe(201)
  return projectId
}

test.each([
  ['docx', 'Word 文档（DOCX）', () => writeDocx(story)],
  ['epub', '电子书（EPUB）', async () => Buffer.from(writeEpub(story))],
])(
  '%s is taken, and the person sees what it was read as, with its chapters and its text',
  async (ending, format, file) => {
    const projectId = await newProject(ending)
    const tab = await site.openTab(`/projects/${projectId}`)
    await upload(tab, `雪夜.${ending}`, await file())
    await tab.getByRole('link', { name: '小说' }).click()
    await tab.getByTestId('reading').getByText(format).waitFor()
    await tab.getByTestId('chapter-row').first().waitFor()
    expect(await chapterTitles(tab)).toEqual(story.chapters.map(({ title }) => title))
    await tab.getByTestId('chapter-row').nth(1).getByRole('button').click()
    await tab.getByText('“船什么时候来？”她问。').waitFor()
    // The format says its encoding itself: there is nothing to choose.
    expect(await tab.getByTestId('other-encoding').count()).toBe(0)
    const download = tab.waitForEvent('download')
    await tab.getByTestId('download-original').click()
    expect((await download).suggestedFilename()).toBe(`雪夜.${ending}`)
  },
)

test('what is not read here is refused before it is sent, and what is damaged is refused with advice', async () => {
  const tab = await site.openTab(`/projects/${await newProject('坏文件')}`, { requestsFail: true })
  await upload(tab, '雪夜.mobi', Buffer.from('BOOKMOBI'))
  await tab
    .getByRole('alert')
    .getByText(/这里读不了 雪夜\.mobi/)
    .waitFor()
  await upload(tab, '雪夜.docx', (await writeDocx(story)).subarray(0, 900))
  await tab
    .getByRole('alert')
    .getByText(/docx|DOCX|zip/i)
    .first()
    .waitFor()
  await tab.getByRole('alert').locator('code').waitFor()
})

test('a text that is no valid UTF-8 is refused, and read in the encoding that the person chooses in the error', async () => {
  const tab = await site.openTab(`/projects/${await newProject('编码')}`, { requestsFail: true })
  // Nothing is valid here in any encoding but one of single bytes: lead bytes without what they lead.
  const text = Buffer.from(
    Array.from({ length: 4000 }, (_, index) => (index % 40 === 39 ? 0x0a : index % 2 ? 0xff : 0xf8)),
  )
  await upload(tab, '乱码.txt', text)
  const alert = tab.getByRole('alert')
  await alert.getByTestId('encoding').selectOption('windows-1252')
  await alert.getByTestId('retry-encoding').click()
  await tab.getByRole('link', { name: '小说' }).click()
  await tab.getByTestId('reading').getByText('由你指定').waitFor()
})

test('a novel is read again in another encoding; where chapters were changed by hand the person is asked first', async () => {
  const projectId = await withNovel(
    'Chapter 1\n\nThe café was closed.\n\nChapter 2\n\nIt was open again, that café.\n',
    'cafe.txt',
  )
  await site.stack.send('PUT', `/api/projects/${projectId}/chapters`, {
    json: { chaptersVersion: 0, chapters: [{ title: 'All of it', volume: null, startParagraph: 0 }] },
  })
  const tab = await site.openTab(`/projects/${projectId}/novel/2`, { language: 'en' })
  await tab.locator('[data-paragraph="1"]').getByText('The café was closed.').waitFor()
  await tab.getByTestId('other-encoding').click()
  await tab.getByTestId('encoding').selectOption('windows-1252')
  await tab.getByTestId('reread').click()
  const question = tab.getByRole('alertdialog')
  await question.getByText('Your changes of the chapters are lost.').waitFor()
  await question.getByRole('button', { name: 'Cancel' }).click()
  await tab.getByText('The café was closed.').waitFor()
  await tab.getByTestId('reread').click()
  await question.getByRole('button', { name: 'Read again' }).click()
  await tab.getByTestId('reading').getByText('chosen by you').waitFor()
  await tab.locator('[data-paragraph="1"]').getByText('The cafÃ© was closed.').waitFor()
  expect(await chapterTitles(tab)).toEqual(['Chapter 1', 'Chapter 2'])
})

test('marked lines are struck out in the text; one and all are restored, and taken back', async () => {
  const site1 = '本书首发于 www.example-novels.com，请收藏本站'
  const vote = '求月票！求推荐票！求收藏！'
  const projectId = await withNovel(
    `第一章 雪夜\n雪下了一夜。\n${site1}\n第二章 渡口\n没有人来。\n${vote}\n`,
    '广告.txt',
  )
  const tab = await site.openTab(`/projects/${projectId}/novel/3`)
  const struck = tab.locator('[data-paragraph] s')
  await struck.getByText(site1).waitFor()
  const list = tab.getByTestId('advertisements')
  await list.getByRole('button', { expanded: false }).click()
  await list.getByText('已标记 2 行').waitFor()
  await list.getByRole('button', { name: '恢复第 3 段' }).click()
  await list.getByText('已恢复 1 行').waitFor()
  await struck.waitFor({ state: 'detached' })
  await tab.getByRole('button', { name: '撤销' }).click()
  await list.getByText('已标记 2 行').waitFor()
  await struck.waitFor()
  await list.getByTestId('restore-all').click()
  await list.getByText('已标记 0 行').waitFor()
  await list.getByRole('button', { name: '重新标记第 6 段' }).click()
  await list.getByText('已标记 1 行').waitFor()
  await tab.reload()
  await list.getByText('已标记 1 行').waitFor()
  await list.getByRole('button', { expanded: false }).click()
  expect(await barriers(tab)).toEqual([])
})

test('a long novel is pasted whole: what the field can hold is in it, and what it cannot is kept beside it', async () => {
  const line = '天刚亮，她就站在桥上等人。风从河面上吹过来，把灯一盏一盏吹灭。\n'
  const tab = await site.openTab(`/projects/${await newProject('粘贴')}`)
  const field = tab.getByTestId('novel-text')
  const text = line.repeat(Math.ceil(54_000 / line.length))
  await field.fill(text)
  await tab.getByText(`${new Intl.NumberFormat('zh-CN').format(text.length)} 字`).waitFor()
  expect(await field.inputValue()).toBe(text)
  const long = line.repeat(Math.ceil(300_000 / line.length))
  await field.fill(long)
  await tab.getByText('粘贴的小说很长').waitFor()
  await tab.getByText(`${new Intl.NumberFormat('zh-CN').format(long.length)} 字`).waitFor()
  await tab.getByTestId('save-novel').click()
  await tab.getByTestId('start-adaptation').waitFor()
  const novel = await tab.evaluate(async () => (await (await fetch('/api/projects')).json()).items[0].novel)
  expect(novel.paragraphs).toBe(long.trimEnd().split('\n').length)
})

test('the minutes of an episode say how many episodes come, and are what the job is started with', async () => {
  const projectId = await withNovel(zhNovel(20), '时长.txt')
  const tab = await site.openTab(`/projects/${projectId}`)
  const estimate = tab.getByTestId('estimate')
  await estimate.waitFor()
  const before = await estimate.textContent()
  const minutes = tab.getByLabel('每集时长（分钟）')
  await minutes.fill('许多')
  await estimate.waitFor({ state: 'detached' })
  await tab.locator('input[name=scope][value=novel_split]').check()
  await tab.getByRole('button', { name: '开始拆分' }).click()
  await tab.getByText('请填 0.5 到 60 之间的数').waitFor()
  await minutes.fill('0.5')
  await estimate.waitFor()
  expect(await estimate.textContent()).not.toBe(before)
  await tab.getByRole('button', { name: '开始拆分' }).click()
  await tab.getByTestId('episode-row').first().waitFor()
  const { body } = await site.stack.send('GET', `/api/jobs?projectId=${projectId}`)
  expect(body.items.map(({ input }: Job) => input)).toEqual([expect.objectContaining({ minutesPerEpisode: 0.5 })])
})

test('on a phone, in the dark and in English, nobody is kept out of any of it', async () => {
  const projectId = await withNovel(
    '第一章 雪夜\n雪下了一夜。\n请记住本站域名 www.example-novels.com\n第三章 渡口\n没有人来。\n',
    '手机.txt',
  )
  const tab = await site.openTab(`/projects/${projectId}/novel`, { language: 'en', theme: 'dark', size: phone })
  await tab.getByTestId('reading-notes').waitFor()
  await tab.getByTestId('advertisements').getByRole('button').first().click()
  await tab.getByTestId('other-encoding').click()
  await tab.getByTestId('edit-chapters').click()
  await tab.getByTestId('chapter-row').first().getByRole('button', { expanded: false }).click()
  await tab.locator('[data-paragraph]').first().waitFor()
  expect(await overflowOf(tab)).toBeLessThanOrEqual(0)
  expect(await barriers(tab)).toEqual([])
})
