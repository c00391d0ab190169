/**
 * `fetch` for one upload, made of XMLHttpRequest: the only one of the two that tells how much has been sent.
 */
export function uploadFetch(onProgress: (share: number) => void): typeof fetch {
  return (input, init) =>
    new Promise<Response>((resolve, reject) => {
      const request = new XMLHttpRequest()
      request.open(init?.method ?? 'GET', input instanceof Request ? input.url : String(input))
      request.responseType = 'arraybuffer'
      new Headers(init?.headers).forEach((value, name) => {
        request.setRequestHeader(name, value)
      })
      request.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total)
      request.upload.onload = () => onProgress(1)
      request.onerror = () => reject(new TypeError('The upload failed'))
      request.onload = () =>
        resolve(new Response(request.response, { status: request.status, headers: headersOf(request) }))
      const signal = init?.signal
      request.onabort = () => reject(signal?.reason)
      signal?.addEventListener('abort', () => request.abort(), { once: true })
      if (signal?.aborted) reject(signal.reason)
      else request.send((init?.body ?? null) as XMLHttpRequestBodyInit | null)
    })
}

function headersOf(request: XMLHttpRequest): Headers {
  const headers = new Headers()
  for (const line of request.getAllResponseHeaders().trim().split(/\r?\n/)) {
    const colon = line.indexOf(':')
    if (colon > 0) headers.append(line.slice(0, colon).trim(), line.slice(colon + 1).trim())
  }
  return headers
}
