/** Events as the page has them: `on('a b', …)` listens to both. */
export class Emitter {
  #ears = new Map()

  on(names, ear) {
    for (const name of names.split(' ')) this.#ears.set(name, [...(this.#ears.get(name) ?? []), ear])
    return this
  }

  once(names, ear) {
    const first = (...args) => {
      this.off(names, first)
      ear(...args)
    }
    return this.on(names, first)
  }

  off(names, ear) {
    for (const name of names.split(' '))
      this.#ears.set(
        name,
        (this.#ears.get(name) ?? []).filter((one) => one !== ear),
      )
    return this
  }

  trigger(name, ...args) {
    for (const ear of this.#ears.get(name) ?? []) ear(...args)
  }
}
