import { type Api, GrammyError, InputFile } from 'grammy'
import type { Message } from 'grammy/types'
import { isPicture } from '../../domain/media.ts'
import type { Media, Outgoing, Sent } from '../channel.ts'
import { dressed } from './dress.ts'

/** Bot API, sendPhoto and sendDocument: characters below a file, after the marks have been read. */
const CAPTION_LENGTH = 1024
/** Bot API, sendPhoto: width and height together, and how many times the one may be the other. */
const PHOTO_SIDES = 10_000
const PHOTO_RATIO = 20

/** Whoever waits for the first to hand a file over comes again. */
const LATER: Sent = { sent: false, because: 'retry', afterMs: 5000, free: true }

interface Given {
  message_id: number
  /** By which Telegram knows the file from now on. */
  fileId: string | undefined
}

/** Messages with a file. Each is handed to Telegram once; all further messages name it by the id that Telegram gave it. */
export class Files {
  private readonly api: Api
  private readonly known = new Map<string, Promise<string | undefined>>()

  /** `api`: with time enough to hand over the largest file. */
  constructor(api: Api) {
    this.api = api
  }

  /** Throws what grammY throws. */
  async send(message: Outgoing, media: Media): Promise<Sent> {
    const known = this.known.get(media.id)
    if (!known) return shown(message, await this.handOver(message, media))
    const fileId = await known
    if (fileId === undefined) return LATER
    try {
      return shown(message, await this.give(message, media, fileId))
    } catch (error) {
      if (!isForgotten(error)) throw error
      this.known.delete(media.id)
      return LATER
    }
  }

  private async handOver(message: Outgoing, media: Media): Promise<Given> {
    const giving = this.give(message, media, new InputFile(media.content, media.name))
    const learnt = giving.then(
      ({ fileId }) => fileId,
      () => undefined,
    )
    this.known.set(media.id, learnt)
    try {
      return await giving
    } finally {
      if ((await learnt) === undefined) this.known.delete(media.id)
    }
  }

  /** The words stand below the file where there is room, else before it: then they count, whatever becomes of the file. */
  private async give(message: Outgoing, media: Media, file: InputFile | string): Promise<Given> {
    const { link_preview_options: _, text, ...rest } = dressed(message)
    if (text.length <= CAPTION_LENGTH) return givenBy(await this.call(media, file, { ...rest, caption: text }))
    const { message_id } = await this.api.raw.sendMessage(dressed(message))
    try {
      const { fileId } = givenBy(await this.call(media, file, { chat_id: rest.chat_id }))
      return { message_id, fileId }
    } catch {
      return { message_id, fileId: undefined }
    }
  }

  private call(media: Media, file: InputFile | string, rest: Rest): Promise<Message> {
    return isPhoto(media)
      ? this.api.raw.sendPhoto({ ...rest, photo: file })
      : this.api.raw.sendDocument({ ...rest, document: file })
  }
}

type Rest = Omit<Parameters<Api['raw']['sendPhoto']>[0], 'photo'>

function isPhoto({ type, size }: Media): boolean {
  if (!isPicture(type) || size === null) return false
  const { width, height } = size
  return width + height <= PHOTO_SIDES && Math.max(width, height) <= PHOTO_RATIO * Math.min(width, height)
}

function givenBy({ message_id, photo, document, sticker }: Message): Given {
  return { message_id, fileId: photo?.at(-1)?.file_id ?? document?.file_id ?? sticker?.file_id }
}

function shown({ address }: Outgoing, { message_id }: Given): Sent {
  return { sent: true, externalId: `${address}:${message_id}` }
}

/** Telegram does not know the file any more by the id that it gave it. */
function isForgotten(error: unknown): boolean {
  return error instanceof GrammyError && error.error_code === 400 && /file/i.test(error.description)
}
