import { type Browser, chromium } from 'playwright-core'
import { chromiumPath } from '../support/chromium.ts'

/** Starts the browser that the pages are tested in. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = chromiumPath()
  if (!executablePath) throw new Error('Chromium was not found. Install it, or set CHROMIUM_PATH.')
  return chromium.launch({
    executablePath,
    // In the locale "C" Chromium writes names of files in ASCII and calls 雪夜.docx "download".
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  })
}
