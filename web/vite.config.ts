import { fileURLToPath } from 'node:url'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/**
 * Sonner adds its style sheet by script, which a content security policy of `'self'` forbids. The sheet is imported as a file in
 * `main.tsx`; the call that would add it again is taken out.
 */
const sonnerWithoutInlineStyle: Plugin = {
  name: 'sonner-without-inline-style',
  enforce: 'pre',
  transform: {
    filter: { id: /sonner[\\/]dist[\\/]index\.mjs/ },
    handler: (code) => ({ code: code.replace(/^__insertCSS\(".*"\);?$/m, ''), map: null }),
  },
}

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [sonnerWithoutInlineStyle, react(), tailwindcss()],
  // Sonner goes through the plugin above in development too.
  optimizeDeps: { exclude: ['sonner'] },
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    // Browsers of 2024 and later: `light-dark()`, nesting and `:has()` reach them as written.
    target: ['chrome123', 'edge123', 'firefox121', 'safari17.5'],
    // Every file is a file of its own: the content security policy knows no `data:`.
    assetsInlineLimit: 0,
    // Libraries change less often than the page; they are a file of their own, so that browsers keep it.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'libraries', test: /node_modules/ }] } } },
  },
  server: {
    proxy: { '/api': 'http://127.0.0.1:3000' },
  },
})
