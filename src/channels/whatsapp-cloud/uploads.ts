import { z } from 'zod'
import type { Media } from '../channel.ts'
import type { Handed } from './dress.ts'
import type { Graph } from './graph.ts'

// Meta keeps what it was handed for 30 days: https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/media
const KEEPS_MS = 20 * 86_400_000
const REMEMBERED = 100

const uploadedSchema = z.object({ id: z.string().min(1) })

/** Files that Meta was handed, each once for all messages that it goes with. */
export class Uploads {
  private readonly kept = new Map<string, { at: number; mediaId: Promise<string> }>()
  private readonly graph: Graph
  private readonly numberId: string

  constructor(graph: Graph, numberId: string) {
    this.graph = graph
    this.numberId = numberId
  }

  /** Throws what `Graph.upload` throws. */
  async hand(media: Media): Promise<Handed> {
    const known = this.kept.get(media.id)
    const isFresh = known !== undefined && performance.now() - known.at < KEEPS_MS
    const mediaId = isFresh ? known.mediaId : this.keep(media)
    return { type: media.type, name: media.name, mediaId: await mediaId }
  }

  /** Meta does not know it any more. */
  forget({ id }: Media): void {
    this.kept.delete(id)
  }

  private keep(media: Media): Promise<string> {
    const mediaId = this.upload(media)
    this.kept.set(media.id, { at: performance.now(), mediaId })
    const [oldest] = this.kept.keys()
    if (this.kept.size > REMEMBERED) this.kept.delete(oldest!)
    mediaId.catch(() => this.kept.delete(media.id))
    return mediaId
  }

  private async upload({ type, name, content }: Media): Promise<string> {
    const form = new FormData()
    form.set('messaging_product', 'whatsapp')
    form.set('type', type)
    form.set('file', new Blob([new Uint8Array(content)], { type }), name)
    return uploadedSchema.parse(await this.graph.upload(`${this.numberId}/media`, form)).id
  }
}
