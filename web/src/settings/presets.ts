/** Common servers that speak OpenAI's chat completions. Choosing one fills the form. Addresses are those of the servers' own documentation. */

export interface Preset {
  name: string
  baseUrl: string
  /** A model that the server has, or, on a server of one's own, the name of a common one. */
  model: string
  /** The server runs on one's own machine and needs no key. */
  isLocal?: boolean
}

export const presets: readonly Preset[] = [
  { name: 'OpenAI', baseUrl: 'https://api.openai.com/v1', model: 'gpt-5-mini' },
  { name: 'DeepSeek', baseUrl: 'https://api.deepseek.com/v1', model: 'deepseek-v4-flash' },
  { name: 'Qwen', baseUrl: 'https://dashscope.aliyuncs.com/compatible-mode/v1', model: 'qwen-plus' },
  { name: 'OpenRouter', baseUrl: 'https://openrouter.ai/api/v1', model: 'openai/gpt-5-mini' },
  { name: 'Ollama', baseUrl: 'http://localhost:11434/v1', model: 'qwen3:8b', isLocal: true },
  // It serves the one model that it was started with, whatever it is called.
  { name: 'llama.cpp', baseUrl: 'http://localhost:8080/v1', model: 'default', isLocal: true },
  { name: 'vLLM', baseUrl: 'http://localhost:8000/v1', model: 'Qwen/Qwen3-8B', isLocal: true },
]

/** The preset of a base URL, whether it ends in a slash or not. */
export function presetOf(baseUrl: string): Preset | undefined {
  const plain = baseUrl.trim().replace(/\/+$/, '')
  return presets.find((preset) => preset.baseUrl === plain)
}
