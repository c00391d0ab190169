import { Moon, Sun, SunMoon } from 'lucide-react'
import { createContext, type ReactNode, useContext, useState, useSyncExternalStore } from 'react'
import { IconButton } from '../design/button.tsx'
import { useLanguage } from '../i18n/language.tsx'
import { readStored, writeStored } from './stored.ts'

type Theme = 'system' | 'light' | 'dark'
const themes: Theme[] = ['system', 'light', 'dark']
const icons = { system: SunMoon, light: Sun, dark: Moon }

const ThemeContext = createContext<{ theme: Theme; setTheme(theme: Theme): void } | null>(null)

export function ThemeProvider({ children }: { children: ReactNode }) {
  const [theme, setState] = useState<Theme>(() => {
    const stored = readStored('theme')
    return stored === 'light' || stored === 'dark' ? stored : 'system'
  })
  function setTheme(next: Theme): void {
    writeStored('theme', next === 'system' ? null : next)
    if (next === 'system') delete document.documentElement.dataset.theme
    else document.documentElement.dataset.theme = next
    setState(next)
  }
  return <ThemeContext value={{ theme, setTheme }}>{children}</ThemeContext>
}

function useTheme() {
  const value = useContext(ThemeContext)
  if (!value) throw new Error('useTheme is used outside ThemeProvider')
  return value
}

const darkScheme = matchMedia('(prefers-color-scheme: dark)')

/** What is shown, whoever decided it. */
export function useShownTheme(): 'light' | 'dark' {
  const { theme } = useTheme()
  const dark = useSyncExternalStore(
    (changed) => {
      darkScheme.addEventListener('change', changed)
      return () => darkScheme.removeEventListener('change', changed)
    },
    () => darkScheme.matches,
  )
  if (theme !== 'system') return theme
  return dark ? 'dark' : 'light'
}

export function ThemeSwitch() {
  const { theme, setTheme } = useTheme()
  const { t } = useLanguage()
  const Icon = icons[theme]
  const next = themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'system'
  return (
    <IconButton label={`${t('theme.label')}: ${t(`theme.${theme}`)}`} onClick={() => setTheme(next)}>
      <Icon aria-hidden className="size-[18px]" />
    </IconButton>
  )
}
