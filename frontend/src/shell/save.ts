interface Shell {
  /** Go takes bytes as base64. */
  SaveFile?: (name: string, base64: string) => Promise<boolean>
}
type InWindow = typeof globalThis & { go?: { app?: { Shell?: Shell } } }

/**
 * Gives a file to the user: in the window where the user says, since a web view has no downloads of its
 * own; in a browser as a download. False: the user chose no place. Throws the window's sentence.
 */
export async function saveFile(name: string, content: Blob): Promise<boolean> {
  const save = (globalThis as InWindow).go?.app?.Shell?.SaveFile
  if (save) return save(name, await base64Of(content))
  const link = document.createElement('a')
  link.href = URL.createObjectURL(content)
  link.download = name
  link.click() // not in the page, so that no handler of links sees it
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
  return true
}

function base64Of(content: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''))
    reader.onerror = () => reject(reader.error ?? new Error('The file could not be read.'))
    reader.readAsDataURL(content)
  })
}
