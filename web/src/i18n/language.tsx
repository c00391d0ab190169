/** The language of the page: chosen by the person, remembered, otherwise the browser's. */
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react'
import type { Language } from '../../../src/contracts/text.ts'
import { readStored, writeStored } from '../app/stored.ts'
import { en } from './en.ts'
import { fill, type Params } from './format.ts'
import { type Key, zh } from './zh.ts'

export type { Key }
export type Translate = (key: Key, params?: Params) => string

interface LanguageValue {
  language: Language
  setLanguage(language: Language): void
  t: Translate
}

const dictionaries: Record<Language, Record<Key, string>> = { zh, en }
const LanguageContext = createContext<LanguageValue | null>(null)

function initialLanguage(): Language {
  const stored = readStored('language')
  if (stored === 'zh' || stored === 'en') return stored
  return navigator.language.startsWith('zh') ? 'zh' : 'en'
}

export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setState] = useState(initialLanguage)
  const setLanguage = useCallback((next: Language) => {
    writeStored('language', next)
    setState(next)
  }, [])
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
  }, [language])
  const value = useMemo<LanguageValue>(
    () => ({ language, setLanguage, t: (key, params = {}) => fill(dictionaries[language][key], params, language) }),
    [language, setLanguage],
  )
  return <LanguageContext value={value}>{children}</LanguageContext>
}

/** The language, and `t` that says a thing in it. */
export function useLanguage(): LanguageValue {
  const value = useContext(LanguageContext)
  if (!value) throw new Error('useLanguage is used outside LanguageProvider')
  return value
}
