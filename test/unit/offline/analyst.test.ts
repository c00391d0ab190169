import { describe, expect, it } from 'vitest'
import { unwatchedCall } from '../../../src/evaluation/novel-in-windows.ts'
import { divideIntoChapters } from '../../../src/novel/chapters.ts'
import { episodePassage, novelPassage } from '../../../src/novel/passages.ts'
import { readNovel } from '../../../src/novel/read-novel.ts'
import { createOfflineAnalyst } from '../../../src/providers/offline/analyst.ts'

const CHINESE = `第一章 断桥
雨从傍晚下到后半夜，渡口的灯一盏一盏灭了。沈青禾站在断桥上，手里攥着一封没有拆的信。
老周把伞收在门后，说道：“今晚不会有人来了。”
“他答应过的。”沈青禾说。
老周叹道：“答应过的人，多半在路上。”
沈青禾笑道：“那就再等一刻。”她年约二十，穿着一件青布长衫，眉目清秀。
***
次日清晨，桥头来了一个瘦高的汉子，名叫赵铁生。赵铁生问道：“哪位是沈姑娘？”
沈青禾听了，忙道：“我就是。”
赵铁生把一只木匣放在桌上，说道：“沈姑娘，信里的话，都不能信。”
老周问道：“匣子里是什么？”
赵铁生冷笑道：“开了，就回不去了。难道你们不想知道他是怎么死的？”`

const ENGLISH = `Chapter 1. The Ferry
The ferry had not run since the ice came down. Hester Vane stood on the quay with a letter that she had not opened.
"Nobody will cross to-night," said Mr. Pell, shaking out his coat.
"He promised," said Hester.
Mr. Pell laughed. "Those who promise are mostly on the road," he said.
Hester Vane was a tall young woman in a grey cloak, with red hair and very dark eyes.
* * *
The next morning Captain Rooke came down to the garden by the quay. "Which of you is Miss Vane?" asked Captain Rooke.
"I am," replied Hester.
Captain Rooke put a box upon the wall. "You must not believe the letter," he said gravely.
Mr. Pell looked at it and asked, "What is in the box?"
"Open it and you can never go home," said Captain Rooke. "Do you not want to know how he died?"`

const analyst = createOfflineAnalyst()
const call = unwatchedCall

function passageOf(text: string) {
  const novel = readNovel(text)
  const chapters = divideIntoChapters(novel.paragraphs).chapters
  const whole = { startParagraph: 0, endParagraph: novel.paragraphs.length }
  return {
    novel,
    passage: { ...novelPassage(novel, chapters, whole), known: [] },
    episode: { ...episodePassage(novel, chapters, { ...whole, number: 1, of: 1 }), style: '' },
  }
}

describe('the offline analyst', () => {
  it('finds the people of a Chinese passage with their names', async () => {
    const { novel, passage } = passageOf(CHINESE)
    const { value: people } = await analyst.findPeople(passage, call)
    expect(people.map(({ name }) => name)).toEqual(expect.arrayContaining(['沈青禾', '老周', '赵铁生']))
    expect(people[0]?.aliases).toContain('沈姑娘')
    for (const { evidence } of people) {
      for (const { paragraph, quote } of evidence) expect(novel.paragraphs[paragraph]).toContain(quote)
    }
  })

  it('finds the people of an English passage and no places or days', async () => {
    const { novel, passage } = passageOf(ENGLISH)
    const { value: people } = await analyst.findPeople(passage, call)
    expect(people.map(({ name }) => name).sort()).toEqual(['Captain Rooke', 'Hester Vane', 'Mr. Pell'])
    expect(people.find(({ name }) => name === 'Hester Vane')?.aliases).toEqual(
      expect.arrayContaining(['Hester', 'Miss Vane']),
    )
    for (const { evidence } of people) {
      for (const { paragraph, quote } of evidence) expect(novel.paragraphs[paragraph]).toContain(quote)
    }
  })

  it('proposes chapter starts, scene breaks and jumps in time, in rising order', async () => {
    const { passage } = passageOf(CHINESE)
    const { value: boundaries } = await analyst.proposeBoundaries(passage, call)
    expect(boundaries.find(({ paragraph }) => paragraph === 0)?.strength).toBe(1)
    expect(boundaries.find(({ paragraph }) => paragraph === 7)?.strength).toBeGreaterThan(0.7)
    const places = boundaries.map(({ paragraph }) => paragraph)
    expect(places).toEqual([...new Set(places)].sort((a, b) => a - b))
  })

  it('writes a Chinese script of scenes with speakers', async () => {
    const { episode } = passageOf(CHINESE)
    const {
      value: { title, hook, script, summary },
    } = await analyst.writeScript(episode, call)
    expect(title).toBe('断桥')
    expect(hook).toContain('难道你们不想知道')
    expect(summary).toContain('沈青禾')
    expect(script.match(/^## 场景\d/gm)?.length).toBeGreaterThanOrEqual(1)
    expect(script).toContain('**老周**：今晚不会有人来了。')
    expect(script).toContain('**沈青禾**：他答应过的。')
    expect(script).toContain('**赵铁生**：开了，就回不去了。')
  })

  it('writes an English script with speakers and manner', async () => {
    const { episode } = passageOf(ENGLISH)
    const {
      value: { title, hook, script },
    } = await analyst.writeScript(episode, call)
    expect(title).toBe('The Ferry')
    expect(hook).toContain('how he died?')
    expect(script).toContain('**MR. PELL** *(shaking out his coat)*: Nobody will cross to-night.')
    expect(script).toContain('**HESTER VANE**: He promised.')
    expect(script).toContain('**MR. PELL**: What is in the box?')
    expect(script).toContain(
      '**CAPTAIN ROOKE**: Open it and you can never go home. Do you not want to know how he died?',
    )
  })

  it('keeps the words of a novel from becoming Markdown', async () => {
    const { episode } = passageOf(
      'Chapter 1\n# not a heading <b>bold</b> and *stars* said nothing at all to anybody there.',
    )
    const {
      value: { script },
    } = await analyst.writeScript(episode, call)
    expect(script).not.toMatch(/^# not/m)
    expect(script).not.toContain('<b>')
    expect(script).toContain('\\*stars\\*')
  })

  it('describes looks from the text and says when the text is silent', async () => {
    const { novel } = passageOf(ENGLISH)
    const facts = {
      language: 'en' as const,
      aliases: [],
      importance: 'main' as const,
      gender: null,
      age: null,
      mentions: 3,
      evidence: [],
    }
    const passages = novel.paragraphs.map((text, number) => ({ number, text }))
    const { value: hester } = await analyst.describeCharacter({ ...facts, name: 'Hester Vane', passages }, call)
    expect(hester.appearance).toContain('red hair')
    const { value: pell } = await analyst.describeCharacter(
      { ...facts, name: 'Mr. Pell', passages: passages.slice(3, 4) },
      call,
    )
    expect(pell.appearance).toBe('The text does not say what this person looks like.')
  })

  it('answers a passage of almost nothing', async () => {
    const { episode, passage } = passageOf('。')
    const { value: script } = await analyst.writeScript(episode, call)
    for (const text of Object.values(script)) expect(text).not.toBe('')
    expect((await analyst.findPeople(passage, call)).value).toEqual([])
  })

  it('takes two first names of one surname for two people, and a short form for one', async () => {
    const pair = (first: string, second: string) =>
      analyst.decideMerge(
        {
          first: { name: first, aliases: [], mentions: 1, evidence: [] },
          second: { name: second, aliases: [], mentions: 1, evidence: [] },
          language: 'en',
        },
        call,
      )
    expect((await pair('Jane Vane', 'Hester Vane')).value).toBe('different')
    expect((await pair('Lizzy Vane', 'Elizabeth Vane')).value).toBe('same')
  })

  it('gives the same answers to the same passages', async () => {
    const { episode, passage } = passageOf(CHINESE)
    expect(await analyst.writeScript(episode, call)).toEqual(await analyst.writeScript(episode, call))
    expect(await analyst.findPeople(passage, call)).toEqual(await analyst.findPeople(passage, call))
  })

  it('rejects with the reason of the signal when its answer is no longer wanted', async () => {
    const { passage } = passageOf(CHINESE)
    const signal = AbortSignal.abort(new Error('not wanted'))
    await expect(analyst.findPeople(passage, { ...call, signal })).rejects.toThrow('not wanted')
  })
})
