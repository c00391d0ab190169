/** Does the work of a model by the offline rules, so that what comes out is honest, and told by the text that was asked about. */
import type { Paragraph } from '../../../src/contracts/text.ts'
import { sentencesOf } from '../../../src/novel/sentences.ts'
import type { EpisodePassage } from '../../../src/providers/analyst.ts'
import { proposeBoundaries } from '../../../src/providers/offline/boundaries.ts'
import { decideMerge } from '../../../src/providers/offline/decide-merge.ts'
import { describeCharacter } from '../../../src/providers/offline/describe.ts'
import { readDialogue } from '../../../src/providers/offline/dialogue.ts'
import { findPeople, peopleOf } from '../../../src/providers/offline/people.ts'
import { writeScript } from '../../../src/providers/offline/script.ts'
import { settingOf } from '../../../src/providers/offline/setting.ts'
import type { DramaScript, ReadPassage, TextWork } from './text-work.ts'

/** The rules name every place where one could cut; the question is for about one in so many lines. */
const linesPerBoundary = 8
/** A boundary so strong is a change of scene. */
const newScene = 0.4
/** A model that is told how long words may be keeps to it: a long paragraph becomes several beats, a long summary ends with a sentence before it. */
const longestBeat = 1200
const longestSummary = 900

export const rulesWork: TextWork = {
  boundaries: (passage) =>
    proposeBoundaries(episodeOf(passage))
      .sort((a, b) => b.strength - a.strength)
      .slice(0, Math.ceil(passage.lines.length / linesPerBoundary)),
  script: scriptOf,
  people: ({ lines, language }) => findPeople(lines, language),
  isSamePerson: ({ first, second, language }) => decideMerge(first, second, language) === 'same',
  description: ({ lines, language, names: [name = '', ...aliases] }) =>
    describeCharacter({
      language,
      name,
      aliases,
      importance: 'main',
      gender: null,
      age: null,
      mentions: lines.length,
      evidence: [],
      passages: lines,
    }),
}

function episodeOf({ lines, language }: ReadPassage): EpisodePassage {
  return {
    language,
    paragraphs: lines,
    startParagraph: 0,
    endParagraph: lines.length,
    chapters: [],
    episodeNumber: 1,
    episodeCount: 1,
    chapter: null,
    nextParagraphs: [],
  }
}

function scriptOf(passage: ReadPassage): DramaScript {
  const { lines, language } = passage
  const { title, summary, hook } = writeScript(episodeOf(passage))
  const [shortSummary = ''] = piecesOf(summary, longestSummary)
  const { people, voices } = peopleOf(lines, language)
  const names = people.flatMap(({ name, aliases }) => [name, ...aliases])
  const scenes = scenesOf(passage).map(sceneOf)
  return { title, summary: shortSummary, hook, scenes: scenes.filter(({ beats }) => beats.length > 0) }

  function sceneOf(scene: Paragraph[]): DramaScript['scenes'][number] {
    const { place, time, indoors } = settingOf(scene.map(({ text }) => text).join('\n'), names, language)
    const parts = readDialogue(scene, voices, language).flat()
    const beats = parts.flatMap((part) => {
      const by = part.kind === 'speech' ? part : { speaker: null, manner: null }
      return piecesOf(part.text, longestBeat).map((text) => ({ speaker: by.speaker, manner: by.manner, text }))
    })
    const persons = [...new Set(beats.flatMap(({ speaker }) => (speaker && names.includes(speaker) ? [speaker] : [])))]
    return { place: place ?? '', time, inside: indoors, persons, beats: beats.filter(({ text }) => text.trim() !== '') }
  }
}

/** Whole sentences together, as many as fit; a sentence that is longer stands alone, cut. */
function piecesOf(text: string, longest: number): string[] {
  if (text.length <= longest) return [text]
  const space = /[\u3400-\u9fff]/.test(text) ? '' : ' '
  const pieces: string[] = []
  for (const sentence of sentencesOf(text)) {
    const longer = [pieces.at(-1) ?? '', sentence].filter(Boolean).join(space)
    if (longer.length <= longest) pieces.splice(-1, 1, longer)
    else pieces.push(sentence.slice(0, longest))
  }
  return pieces
}

function scenesOf(passage: ReadPassage): Paragraph[][] {
  const starts = new Set(
    proposeBoundaries(episodeOf(passage)).flatMap(({ paragraph, strength }) =>
      strength >= newScene ? [paragraph] : [],
    ),
  )
  const scenes: Paragraph[][] = []
  for (const line of passage.lines) {
    const open = scenes.at(-1)
    if (!open || starts.has(line.number)) scenes.push([line])
    else open.push(line)
  }
  return scenes
}
