/**
 * How apps of fal are told what to draw. Every app has its own arguments, documented at https://fal.ai/models/APP/api (read on 2026-11-24); these
 * are the families that Cineqo knows. An app that is in none is spoken to as FLUX is, which most others took over.
 */

import type { PortraitBrief } from '../painter.ts'
import { dataUri } from '../pictures/data-uri.ts'
import { sizeOf } from '../pictures/shape.ts'

interface Family {
  /** Of the app's id. */
  pattern: RegExp
  /** `image_size` takes pixels, `aspect_ratio` a ratio such as `3:4`. */
  shape: 'image_size' | 'aspect_ratio'
  takesSeed: boolean
  takesSafetyChecker: boolean
  /** The argument for a picture that is to be changed; null for apps that draw from words alone. */
  reference: 'image_url' | 'image_urls' | null
  /** The app that changes pictures, for one that does not itself. */
  editApp: string | null
}

const kontext = 'fal-ai/flux-pro/kontext'

/** The first that fits counts. */
const families: readonly Family[] = [
  {
    pattern: /kontext\/text-to-image/,
    shape: 'aspect_ratio',
    takesSeed: true,
    takesSafetyChecker: false,
    reference: null,
    editApp: kontext,
  },
  {
    pattern: /kontext.*\/multi/,
    shape: 'aspect_ratio',
    takesSeed: true,
    takesSafetyChecker: false,
    reference: 'image_urls',
    editApp: null,
  },
  {
    pattern: /kontext/,
    shape: 'aspect_ratio',
    takesSeed: true,
    takesSafetyChecker: false,
    reference: 'image_url',
    editApp: null,
  },
  {
    pattern: /(?:nano-banana|gemini).*\/edit/,
    shape: 'aspect_ratio',
    takesSeed: false,
    takesSafetyChecker: false,
    reference: 'image_urls',
    editApp: null,
  },
  {
    pattern: /nano-banana|gemini/,
    shape: 'aspect_ratio',
    takesSeed: false,
    takesSafetyChecker: false,
    reference: null,
    editApp: 'fal-ai/nano-banana/edit',
  },
  {
    pattern: /seedream.*\/edit/,
    shape: 'image_size',
    takesSeed: true,
    takesSafetyChecker: true,
    reference: 'image_urls',
    editApp: null,
  },
  {
    pattern: /seedream\/v4/,
    shape: 'image_size',
    takesSeed: true,
    takesSafetyChecker: true,
    reference: null,
    editApp: 'fal-ai/bytedance/seedream/v4/edit',
  },
  {
    pattern: /flux-pro\/v1\.1-ultra/,
    shape: 'aspect_ratio',
    takesSeed: true,
    takesSafetyChecker: true,
    reference: null,
    editApp: kontext,
  },
  {
    pattern: /\/edit(?:\/|$)|image-edit|image-to-image/,
    shape: 'image_size',
    takesSeed: true,
    takesSafetyChecker: true,
    reference: 'image_urls',
    editApp: null,
  },
]

const fluxFamily: Family = {
  pattern: /./,
  shape: 'image_size',
  takesSeed: true,
  takesSafetyChecker: true,
  reference: null,
  editApp: kontext,
}

function familyOf(app: string): Family {
  return families.find(({ pattern }) => pattern.test(app)) ?? fluxFamily
}

/** The app that draws looks from a picture of `app`: `app` itself where it changes pictures. */
export function editAppOf(app: string): string {
  return familyOf(app).editApp ?? app
}

/** Whether an app can be asked for another picture with the same words. */
export function takesSeed(app: string): boolean {
  return familyOf(app).takesSeed
}

/** The input of a request. */
export function argumentsFor(app: string, prompt: string, brief: PortraitBrief): Record<string, unknown> {
  const family = familyOf(app)
  const { reference } = brief
  return {
    prompt,
    num_images: 1,
    ...(family.shape === 'aspect_ratio'
      ? { aspect_ratio: brief.aspectRatio }
      : { image_size: sizeOf(brief.aspectRatio) }),
    ...(family.takesSeed && { seed: brief.seed }),
    ...(family.takesSafetyChecker && { enable_safety_checker: true }),
    ...(reference && referenceArgument(family, dataUri(reference))),
  }
}

/** An app that somebody chose for changing pictures takes them as most do. */
function referenceArgument({ reference }: Family, uri: string): Record<string, unknown> {
  return reference === 'image_url' ? { image_url: uri } : { image_urls: [uri] }
}
