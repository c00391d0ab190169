/**
 * What the environment may say of models. The person who runs the tests may have keys there: processes of tests are given empty ones, which count
 * as unset, so that nothing is ever paid for.
 */
export const modelVariables = [
  'TEXT_PROVIDER',
  'OPENAI_API_KEY',
  'OPENAI_BASE_URL',
  'OPENAI_MODEL',
  'OPENAI_CONTEXT_TOKENS',
  'TEXT_CALLS_PER_MINUTE',
  'IMAGE_PROVIDER',
  'FAL_KEY',
  'FAL_QUEUE_URL',
  'IMAGE_MODEL',
  'IMAGE_EDIT_MODEL',
  'IMAGE_CALLS_PER_MINUTE',
  'ENCRYPTION_KEY',
  'ALLOW_PRIVATE_BASE_URLS',
]

export const noModels: Record<string, string> = Object.fromEntries(modelVariables.map((name) => [name, '']))
