import type { PortraitBrief } from '../../../src/providers/painter.ts'

/** What a painter is asked for: somebody of whom nothing but the name is known, and what a test says more. */
export function portraitBrief(facts: Partial<PortraitBrief> = {}): PortraitBrief {
  return {
    language: 'zh',
    name: '沈青禾',
    aliases: [],
    importance: 'main',
    role: '',
    description: '',
    appearance: '',
    prompt: '',
    promptByHand: null,
    look: null,
    reference: null,
    style: '',
    aspectRatio: '3:4',
    seed: 0,
    ...facts,
  }
}
