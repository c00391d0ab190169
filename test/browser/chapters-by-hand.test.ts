import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { createProject, ended, startJob } from '../support/jobs.ts'
import { zhNovel } from '../support/novels.ts'
import { barriers } from './barriers.ts'
import { chapterTitles } from './chapter-titles.ts'
import { inTime, openSite, type Site } from './site.ts'

let site: Site

beforeAll(async () => {
  site = await openSite()
})
afterEach(() => site.closeTabs())
afterAll(() => site.close())

const novel = [
  '第一章 雪夜',
  '雪下了一夜。',
  '渡口',
  '没有人来。',
  '第二章 来信',
  '信来了。',
  '第三章 归人',
  '他回来了。',
].join('\n')

async function openEditor(): Promise<{ tab: Page; projectId: string }> {
  const projectId = await createProject(site.stack, novel)
  const tab = await site.openTab(`/projects/${projectId}/novel`)
  await tab.getByTestId('edit-chapters').click()
  await tab.getByTestId('chapter-bar').waitFor()
  return { tab, projectId }
}

const stored = async (projectId: string) => {
  const { body } = await site.stack.send('GET', `/api/projects/${projectId}/chapters`)
  return body.items.map(({ title, startParagraph }: { title: string; startParagraph: number }) => [
    title,
    startParagraph,
  ])
}

test('by the keyboard alone: a chapter is renamed, split, merged, a step is undone, and all is saved and taken back', async () => {
  const { tab, projectId } = await openEditor()
  const button = (name: string | RegExp) => tab.getByRole('button', { name, exact: true })
  const press = async (name: string | RegExp) => {
    await button(name).focus()
    await tab.keyboard.press('Enter')
  }

  await press('修改标题：第二章 来信')
  await tab.keyboard.type('第二章 迟来的信')
  await tab.keyboard.press('Enter')
  expect(await chapterTitles(tab)).toEqual(['第一章 雪夜', '第二章 迟来的信', '第三章 归人'])
  // The focus is where it was before the field came.
  await expect.poll(() => tab.locator(':focus').getAttribute('aria-label'), inTime).toBe('修改标题：第二章 迟来的信')

  await tab.getByTestId('chapter-row').first().getByRole('button', { expanded: false }).focus()
  await tab.keyboard.press('Enter')
  await press('从第 3 段拆分')
  // The short line is taken as the title, and can be typed over at once.
  await expect.poll(() => tab.getByLabel('章节标题').inputValue(), inTime).toBe('渡口')
  await tab.keyboard.press('Enter')
  expect(await chapterTitles(tab)).toEqual(['第一章 雪夜', '渡口', '第二章 迟来的信', '第三章 归人'])

  await press('并入上一章：第三章 归人')
  expect(await chapterTitles(tab)).toEqual(['第一章 雪夜', '渡口', '第二章 迟来的信'])
  // What had the focus is gone; it goes on at the chapter that took it in.
  await expect.poll(() => tab.locator(':focus').textContent(), inTime).toMatch(/第二章 迟来的信/)
  await tab.getByText('3 处修改未保存').waitFor()
  await tab.keyboard.press('Control+z')
  await tab.getByText('2 处修改未保存').waitFor()
  expect(await chapterTitles(tab)).toHaveLength(4)
  expect(await barriers(tab)).toEqual([])

  await press('保存章节')
  await tab.getByTestId('chapter-bar').waitFor({ state: 'detached' })
  await tab.getByText('已手动修改').waitFor()
  await expect.poll(() => tab.locator(':focus').textContent(), inTime).toBe('编辑章节')
  const saved = [
    ['第一章 雪夜', 0],
    ['渡口', 2],
    ['第二章 迟来的信', 4],
    ['第三章 归人', 6],
  ]
  expect(await stored(projectId)).toEqual(saved)

  await press('编辑章节')
  await press('恢复自动识别')
  await tab.getByRole('alertdialog').waitFor()
  await press('恢复自动识别')
  await tab.getByText('已手动修改').waitFor({ state: 'detached' })
  expect(await chapterTitles(tab)).toEqual(['第一章 雪夜', '第二章 来信', '第三章 归人'])
})

test('who leaves with unsaved chapters is asked, by a link and by "back"; what stays is still there', async () => {
  const { tab } = await openEditor()
  const question = tab.getByRole('alertdialog')
  await tab.getByRole('button', { name: '并入上一章：第二章 来信' }).click()
  await tab.getByRole('link', { name: '剧集' }).click()
  await question.getByRole('button', { name: '继续编辑' }).click()
  await tab.getByText('1 处修改未保存').waitFor()
  // The task center opens over the page and leaves nothing.
  await tab.getByTestId('task-center').click()
  await tab.getByTestId('task-drawer').waitFor()
  await tab.keyboard.press('Escape')
  await tab.getByText('1 处修改未保存').waitFor()
  await tab.getByRole('link', { name: '角色' }).click()
  await question.getByRole('button', { name: '放弃修改' }).click()
  await tab.getByText('还没有角色').waitFor()

  await tab.getByRole('link', { name: '小说' }).click()
  await tab.getByTestId('edit-chapters').click()
  await tab.getByRole('button', { name: '并入上一章：第二章 来信' }).click()
  await tab.goBack()
  await question.waitFor()
  expect(new URL(tab.url()).pathname).toMatch(/\/novel$/)
  await question.getByRole('button', { name: '继续编辑' }).click()
  await tab.getByText('1 处修改未保存').waitFor()
  await tab.goBack()
  await question.getByRole('button', { name: '放弃修改' }).click()
  await tab.getByText('还没有角色').waitFor()
})

test('chapters that were changed elsewhere are not overwritten: the person may load them', async () => {
  const projectId = await createProject(site.stack, novel)
  const tab = await site.openTab(`/projects/${projectId}/novel`, { requestsFail: true })
  await tab.getByTestId('edit-chapters').click()
  await site.stack.send('PUT', `/api/projects/${projectId}/chapters`, {
    json: { chaptersVersion: 0, chapters: [{ title: '全部', volume: null, startParagraph: 0 }] },
  })
  await tab.getByRole('button', { name: '并入上一章：第二章 来信' }).click()
  await tab.getByTestId('save-chapters').click()
  await tab.getByRole('alertdialog').getByRole('button', { name: '继续编辑' }).click()
  await tab.getByText('1 处修改未保存').waitFor()
  await tab.getByTestId('save-chapters').click()
  await tab.getByRole('alertdialog').getByRole('button', { name: '重新加载' }).click()
  await expect.poll(() => chapterTitles(tab), inTime).toEqual(['全部'])
  expect(await stored(projectId)).toEqual([['全部', 0]])
})

test('while a job reads the novel its chapters cannot be edited, and the page says why', async () => {
  const projectId = await createProject(site.stack, novel)
  await site.worker.stop()
  const { id } = await startJob(site.stack, 'novel_split', projectId)
  const tab = await site.openTab(`/projects/${projectId}/novel`)
  await tab.getByText('有任务正在读这部小说').waitFor()
  expect(await tab.getByTestId('edit-chapters').isDisabled()).toBe(true)
  await site.startWorker()
  expect((await ended(site.stack, id)).status).toBe('completed')
  await tab.getByText('有任务正在读这部小说').waitFor({ state: 'detached' })
  expect(await tab.getByTestId('edit-chapters').isEnabled()).toBe(true)
})

test('somebody is taken out of the cast and brought back; each name shows its quotes, which lead to their places', async () => {
  const projectId = await createProject(site.stack, zhNovel(6))
  const { id } = await startJob(site.stack, 'character_extraction', projectId, { images: false })
  expect((await ended(site.stack, id)).status).toBe('completed')
  const tab = await site.openTab(`/projects/${projectId}/cast`)
  const cast = tab.getByRole('region', { name: '主角' })
  const aside = tab.getByRole('region', { name: '未列入' })
  await cast.getByText('沈惊鸿').click()
  await tab.getByTestId('set-aside').click()
  await tab.getByTestId('character-sheet').getByText('由你移出').waitFor()
  await tab.keyboard.press('Escape')
  await aside.getByText('由你移出').waitFor()
  await tab.getByRole('button', { name: '撤销' }).click()
  await aside.getByText('由你移出').waitFor({ state: 'detached' })
  await cast.getByText('沈惊鸿').click()
  await tab.getByTestId('set-aside').click()
  await tab.getByTestId('restore').waitFor()
  await tab.keyboard.press('Escape')
  await aside.getByRole('button', { name: '恢复为角色：沈惊鸿' }).click()
  await cast.getByText('沈惊鸿').waitFor()

  await cast.getByText('沈惊鸿').click()
  const evidence = tab.getByTestId('evidence').getByRole('region', { name: '沈惊鸿', exact: true })
  const quote = (await evidence.locator('q').first().textContent()) ?? ''
  expect(quote).toContain('沈惊鸿')
  await evidence.getByRole('link').first().click()
  await tab.locator('[data-paragraph][tabindex="-1"]').getByText(quote).waitFor()
})
