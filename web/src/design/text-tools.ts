/** Taking text out of the page: to the clipboard, or as a file. */

/** Copies text; false when the browser does not allow it. Pages without HTTPS have no clipboard interface, so the old command is tried. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    const area = document.createElement('textarea')
    area.value = text
    area.setAttribute('readonly', '')
    area.style.position = 'fixed'
    area.style.opacity = '0'
    document.body.append(area)
    area.select()
    const copied = document.execCommand('copy')
    area.remove()
    return copied
  }
}

/** Offers text as a download. */
export function downloadText(fileName: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/markdown;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = address
  link.download = fileName.replace(/[\\/:*?"<>|\p{Cc}]+/gu, ' ').trim()
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
