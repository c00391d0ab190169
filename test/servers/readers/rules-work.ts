/** Does the work of a model by the offline rules, so that what comes out is honest, and told by the text that was asked about. */
import type { Paragraph } from '../../../src/contracts/text.ts'
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
  const { people, voices } = peopleOf(lines, language)
  const names = people.flatMap(({ name, aliases }) => [name, ...aliases])
  const scenes = scenesOf(passage).map(sceneOf)
  return { title, summary, hook, scenes: scenes.filter(({ beats }) => beats.length > 0) }

  function sceneOf(scene: Paragraph[]): DramaScript['scenes'][number] {
    const { place, time, indoors } = settingOf(scene.map(({ text }) => text).join('\n'), names, language)
    const parts = readDialogue(scene, voices, language).flat()
    const beats = parts.map((part) =>
      part.kind === 'speech'
        ? { speaker: part.speaker, manner: part.manner, text: part.text }
        : { speaker: null, manner: null, text: part.text },
    )
    const persons = [...new Set(beats.flatMap(({ speaker }) => (speaker && names.includes(speaker) ? [speaker] : [])))]
    return { place: place ?? '', time, inside: indoors, persons, beats: beats.filter(({ text }) => text.trim() !== '') }
  }
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
