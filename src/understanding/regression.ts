import type { Vector } from './vocabulary.ts'

export interface Example {
  vector: Vector
  label: number
}

const ROUNDS = 4
const FIRST_STEP = 5
const SLOWING = 0.3
// Faults so small change nothing that anybody could measure, and most are: leaving them out makes learning fast.
const NO_FAULT = 0.01
// What is known this well is looked at again only every third round.
const LEARNT = 0.06

/** Multinomial logistic regression over sparse vectors; the same examples always give the same weights. */
export class Regression {
  private readonly labels: number
  private readonly weights: Float32Array
  private readonly bias: Float32Array

  constructor(features: number, labels: number) {
    this.labels = labels
    this.weights = new Float32Array(features * labels)
    this.bias = new Float32Array(labels)
  }

  /** How likely each label is; together 1. */
  chances({ ids, values }: Vector): Float32Array {
    const { labels, weights } = this
    const sums = Float32Array.from(this.bias)
    for (let n = 0; n < ids.length; n++) {
      const row = ids[n]! * labels
      const value = values[n]!
      for (let label = 0; label < labels; label++) sums[label]! += weights[row + label]! * value
    }
    return softmax(sums)
  }

  /** How much a feature speaks for a label, against what it says of labels in general. */
  weight(feature: number, label: number): number {
    const row = this.weights.subarray(feature * this.labels, (feature + 1) * this.labels)
    return row[label]! - row.reduce((sum, weight) => sum + weight, 0) / this.labels
  }

  /** Stochastic gradient descent in a fixed disorder, with steps that grow smaller. */
  learn(examples: readonly Example[]): void {
    const order = disorder(examples.length)
    const faults = new Float32Array(examples.length).fill(1)
    for (let round = 0; round < ROUNDS; round++) {
      const step = FIRST_STEP / (1 + round * SLOWING)
      for (const n of order) {
        if (faults[n]! > LEARNT || round % 3 === 0) faults[n] = this.learnOne(examples[n]!, step)
      }
    }
  }

  private learnOne({ vector, label }: Example, step: number): number {
    const { ids, values } = vector
    const { labels, weights } = this
    const faults = this.chances(vector)
    faults[label]! -= 1
    for (let k = 0; k < labels; k++) {
      if (Math.abs(faults[k]!) < NO_FAULT) continue
      const move = faults[k]! * step
      this.bias[k]! -= move * 0.1
      for (let n = 0; n < ids.length; n++) weights[ids[n]! * labels + k]! -= move * values[n]!
    }
    return -faults[label]!
  }
}

function softmax(sums: Float32Array): Float32Array {
  let highest = sums[0]!
  for (const sum of sums) if (sum > highest) highest = sum
  let total = 0
  for (let n = 0; n < sums.length; n++) {
    sums[n] = Math.exp(sums[n]! - highest)
    total += sums[n]!
  }
  for (let n = 0; n < sums.length; n++) sums[n]! /= total
  return sums
}

/** The numbers below `length`, each once, neighbours far apart: strides of a golden share that meet each number. */
function disorder(length: number): number[] {
  let stride = Math.max(1, Math.floor(length * 0.618))
  while (length > 1 && common(stride, length) !== 1) stride++
  return Array.from({ length }, (_, n) => (n * stride) % length)
}

function common(a: number, b: number): number {
  return b === 0 ? a : common(b, a % b)
}
