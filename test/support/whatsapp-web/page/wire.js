// The page's line to the test: what happens goes out by POST, one after another, and commands come in as an event stream.
let last = Promise.resolve()

export function tell(what) {
  last = last.then(() => fetch('/wire', { method: 'POST', body: JSON.stringify(what) })).catch(() => {})
}

/** `obey` gives back what a command comes to. */
export function listen(obey) {
  const commands = new EventSource('/wire')
  commands.onopen = () => tell({ is: 'there' })
  commands.onmessage = async ({ data }) => {
    const { n, ...command } = JSON.parse(data)
    try {
      tell({ is: 'done', n, value: await obey(command) })
    } catch (error) {
      tell({ is: 'done', n, error: String(error) })
    }
  }
}
