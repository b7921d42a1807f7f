import { create } from 'qrcode'

// The four light modules that readers want around a code.
const QUIET = 4

/** A QR code as a drawing in the page itself: it needs no address, and no leave from the content policy. */
export function Qr({ text, label }: { text: string; label: string }) {
  const { size, data } = create(text).modules
  const dark = Array.from(data).flatMap((bit, at) =>
    bit ? [`M${(at % size) + QUIET} ${Math.floor(at / size) + QUIET}h1v1h-1z`] : [],
  )
  const side = size + 2 * QUIET
  return (
    <svg class="qr" role="img" aria-label={label} viewBox={`0 0 ${side} ${side}`} shape-rendering="crispEdges">
      <path fill="#fff" d={`M0 0h${side}v${side}h-${side}z`} />
      <path fill="#000" d={dark.join('')} />
    </svg>
  )
}
