/**
 * Who reads, writes and draws. A setting is looked for in the project, then in the installation, then in the environment, then among the
 * defaults. Null in a scope means that the next one decides. Keys are write-only: they go in and never come out.
 */
import { z } from 'zod'
import { priceSchema, statedPriceSchema } from './money.ts'

export const textProviders = ['offline', 'openai'] as const
export type TextProvider = (typeof textProviders)[number]
export const imageProviders = ['offline', 'fal', 'openai'] as const
export type ImageProvider = (typeof imageProviders)[number]

const modelName = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^[\w.:/@+-]+$/, 'letters, digits and . : / @ + - _')
  // It becomes a part of an address, which must not lead elsewhere.
  .refine((name) => name.split('/').every((part) => !/^\.{0,2}$/.test(part)), 'between / a name, and not . or ..')
const baseUrl = z
  .url({ protocol: /^https?$/ })
  .max(2000)
  // They would be shown with the address, and a key is what the field for keys is for.
  .refine((url) => URL.canParse(url) && !/[@?#]/.test(url), 'without a name, a password, ? and #')
const key = z
  .string()
  .trim()
  .regex(/^[\x21-\x7e]{1,1000}$/, 'at most 1000 characters of ASCII without spaces')
const concurrency = z.int().min(1).max(1000)
const callsPerMinute = z.int().min(1).max(100_000)

/** The text model of a scope. */
export const textSettingsSchema = z.object({
  provider: z.enum(textProviders).nullable(),
  model: modelName.nullable(),
  /** Of any server that speaks OpenAI's chat completions, with its version: `https://api.openai.com/v1`. */
  baseUrl: baseUrl.nullable(),
  /** How many tokens fit into one call, question and answer together. Null: as the model is known, or as the connection test found. */
  contextTokens: z.int().min(1024).max(10_000_000).nullable(),
  /** Calls at one time in one worker. */
  concurrency: concurrency.nullable(),
  /** In all workers together. */
  callsPerMinute: callsPerMinute.nullable(),
})
export type TextSettings = z.infer<typeof textSettingsSchema>

/** The image model of a scope. */
export const imageSettingsSchema = z.object({
  provider: z.enum(imageProviders).nullable(),
  /** fal: the id of an app such as `fal-ai/flux/dev`. OpenAI: an image model. */
  model: modelName.nullable(),
  /** The model that changes a given picture, for further looks. Null: the one that belongs to `model`. */
  editModel: modelName.nullable(),
  /** OpenAI only; fal's queue is set by the environment. */
  baseUrl: baseUrl.nullable(),
  concurrency: concurrency.nullable(),
  callsPerMinute: callsPerMinute.nullable(),
})
export type ImageSettings = z.infer<typeof imageSettingsSchema>

/** Keys by what they open. One key serves one base URL: whoever changes the URL gives the key anew. */
export const keyNames = ['text', 'image'] as const
export type KeyName = (typeof keyNames)[number]

export const settingsScopes = ['project', 'installation', 'environment', 'default'] as const
export type SettingsScope = (typeof settingsScopes)[number]

/** What a scope itself says. */
export const scopeSettingsSchema = z.object({
  text: textSettingsSchema,
  image: imageSettingsSchema,
  /** By model; they come before the price table. */
  prices: z.record(modelName, priceSchema),
})
export type ScopeSettings = z.infer<typeof scopeSettingsSchema>

const keyStateSchema = z.object({
  /** Whether there is a key that goes with the provider and base URL in effect. */
  isSet: z.boolean(),
  from: z.enum(settingsScopes).nullable(),
})

/** What is in effect, with where each value comes from. */
export const effectiveSettingsSchema = z.object({
  text: textSettingsSchema.extend({
    provider: z.enum(textProviders),
    model: z.string(),
    key: keyStateSchema,
    price: statedPriceSchema.nullable(),
  }),
  image: imageSettingsSchema.extend({
    provider: z.enum(imageProviders),
    model: z.string(),
    key: keyStateSchema,
    price: statedPriceSchema.nullable(),
  }),
  /** The scope that each value of `text` and `image` is from, by its path: `text.model`. */
  from: z.record(z.string(), z.enum(settingsScopes)),
})
export type EffectiveSettings = z.infer<typeof effectiveSettingsSchema>

/** `GET /api/settings` and `GET /api/projects/:id/settings`. */
export const settingsViewSchema = z.object({ own: scopeSettingsSchema, effective: effectiveSettingsSchema })
export type SettingsView = z.infer<typeof settingsViewSchema>

/** `PATCH` of the same: what is left out stays, null goes back to what the next scope says. */
export const patchSettingsRequestSchema = z.strictObject({
  text: textSettingsSchema.partial().strict().optional(),
  image: imageSettingsSchema.partial().strict().optional(),
  prices: z.record(modelName, priceSchema.nullable()).optional(),
  /** A new key; null removes the one of this scope. */
  keys: z
    .strictObject({
      text: key.nullable().optional(),
      image: key.nullable().optional(),
    })
    .optional(),
})
export type PatchSettingsRequest = z.input<typeof patchSettingsRequestSchema>

/** How a text server can be made to answer in JSON, the strictest first. */
export const structuredOutputs = ['json_schema', 'json_object', 'text'] as const
export type StructuredOutput = (typeof structuredOutputs)[number]

/** What a text server can do, as the connection test or its first answers showed. Remembered by base URL and model. */
export const textCapabilitiesSchema = z.object({
  structuredOutput: z.enum(structuredOutputs),
  streaming: z.boolean(),
  /** Null: the server does not say, and the model is not known. */
  contextTokens: z.int().positive().nullable(),
  /** Whether the server wants `max_completion_tokens`, as OpenAI's reasoning models do, and not `max_tokens`. */
  usesMaxCompletionTokens: z.boolean(),
  /** Whether it takes a temperature at all. */
  takesTemperature: z.boolean(),
})
export type TextCapabilities = z.infer<typeof textCapabilitiesSchema>

/** `POST .../settings/test`: tries what is in effect, with changes that are not saved yet. */
export const testSettingsRequestSchema = z.strictObject({
  kind: z.enum(['text', 'image']),
  change: patchSettingsRequestSchema.optional(),
  /** Whether one picture may be drawn, and paid for, to see that it works. */
  draw: z.boolean().default(false),
})
export type TestSettingsRequest = z.input<typeof testSettingsRequestSchema>

/** One thing that the test looked at. */
const testFindingSchema = z.object({
  /** Such as `reached`, `key`, `model`, `json_schema`, `streaming`, `context`, `picture`. */
  check: z.string(),
  outcome: z.enum(['ok', 'warning', 'failed', 'skipped']),
  message: z.object({ zh: z.string(), en: z.string() }),
})
export type TestFinding = z.infer<typeof testFindingSchema>

export const settingsTestSchema = z.object({
  /** Whether jobs can run with these settings. */
  works: z.boolean(),
  provider: z.string(),
  model: z.string(),
  findings: z.array(testFindingSchema),
  capabilities: textCapabilitiesSchema.nullable(),
  milliseconds: z.int(),
})
export type SettingsTest = z.infer<typeof settingsTestSchema>
