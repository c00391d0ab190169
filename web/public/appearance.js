// Runs before the first paint, so that a chosen theme or language does not flash. A file, because the policy allows no inline script.
try {
  const theme = localStorage.getItem('cineqo.theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
  const language = localStorage.getItem('cineqo.language') || (navigator.language.indexOf('zh') === 0 ? 'zh' : 'en')
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
} catch {
  // Storage is blocked: the system's theme is used.
}
