/** The words that a model of pictures is given. Models of pictures read English best. */
import type { PortraitBrief } from '../painter.ts'

/** Characters: what the strictest of the models takes (DALL·E 3, 4,000), less a little. */
const longestPrompt = 3900

/**
 * A person's own words stand alone. Else a character sheet asks for the whole person on a plain ground, so that looks can be made from it; a look
 * asks for a change of the picture that goes with it, or for the whole person where none can.
 */
export function picturePrompt(brief: PortraitBrief): string {
  const { promptByHand, look, reference } = brief
  if (promptByHand !== null) return cut(promptByHand)
  const style = brief.style.trim() && `Style: ${sentence(brief.style)}`
  if (look && reference) {
    return cut(
      [
        'Keep the person of the picture: the same face, hair colour, age, build and proportions, and the same framing and style.',
        `Change what they wear and how they look to this: ${sentence(look.prompt || look.appearance)}`,
        style,
        noWords,
      ]
        .filter(Boolean)
        .join(' '),
    )
  }
  const person = brief.prompt || [brief.role, brief.appearance].filter((part) => part.trim() !== '').join('. ')
  return cut(
    [
      'Character sheet: one person, whole figure from head to feet, facing the viewer, neutral pose, plain light background, even light.',
      sentence(person || brief.name),
      look && `In this picture: ${sentence(look.prompt || look.appearance)}`,
      style,
      noWords,
    ]
      .filter(Boolean)
      .join(' '),
  )
}

const noWords = 'No text, no watermark, no border.'

function sentence(words: string): string {
  const trimmed = words.trim()
  return /[.!?。！？]$/.test(trimmed) ? trimmed : `${trimmed}.`
}

function cut(prompt: string): string {
  return prompt.slice(0, longestPrompt).replace(/[\uD800-\uDBFF]$/, '')
}
