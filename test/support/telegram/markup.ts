const TEXT_CHARACTERS = 4096
const DATA_BYTES = 64
const TAGS = /<(\/?)(b|i|u|s|code|pre)>/g

interface Sending {
  text: string
  parse_mode?: string
  reply_markup?: { inline_keyboard?: { text: string; callback_data?: string }[][] }
}

/** What a person sees of a text with marks; throws the words of Telegram's refusal where it could not be sent. */
export function shown({ text, parse_mode, reply_markup }: Sending): string {
  const plain = parse_mode === 'HTML' ? readHtml(text) : text
  if (plain.trim() === '') throw new Error('Bad Request: message text is empty')
  if (plain.length > TEXT_CHARACTERS) throw new Error('Bad Request: message is too long')
  for (const { callback_data } of reply_markup?.inline_keyboard?.flat() ?? []) {
    const bytes = Buffer.byteLength(callback_data ?? '')
    if (bytes < 1 || bytes > DATA_BYTES) throw new Error('Bad Request: BUTTON_DATA_INVALID')
  }
  return plain
}

function readHtml(text: string): string {
  const open: string[] = []
  for (const [, closes, tag] of text.matchAll(TAGS)) {
    if (!closes) open.push(tag!)
    else if (open.pop() !== tag) throw new Error("Bad Request: can't parse entities: unexpected end tag")
  }
  const bare = text.replace(TAGS, '')
  if (open.length > 0 || bare.includes('<')) throw new Error("Bad Request: can't parse entities: unclosed tag")
  return bare
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
}
