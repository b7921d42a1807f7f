import type { Vector } from './vocabulary.ts'

export interface Example {
  vector: Vector
  label: number
}

export interface Schooling {
  rounds: number
  rate: number
  shrink: number
}

/** Multinomial logistic regression over sparse vectors; the same examples always give the same weights. */
export class Regression {
  readonly labels: number
  private readonly weights: Float32Array
  private readonly bias: Float32Array

  constructor(features: number, labels: number) {
    this.labels = labels
    this.weights = new Float32Array(features * labels)
    this.bias = new Float32Array(labels)
  }

  /** How likely each label is; together 1. */
  chances(vector: Vector): Float32Array {
    const sums = Float32Array.from(this.bias)
    const { labels, weights } = this
    const { ids, values } = vector
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
  learn(examples: readonly Example[], { rounds, rate, shrink }: Schooling): void {
    const order = disorder(examples.length)
    for (let round = 0; round < rounds; round++) {
      const step = rate / (1 + round * shrink)
      for (const n of order) this.learnOne(examples[n]!, step)
    }
  }

  private learnOne({ vector, label }: Example, step: number): void {
    const faults = this.chances(vector)
    faults[label]! -= 1
    const { ids, values } = vector
    for (let k = 0; k < this.labels; k++) {
      const move = faults[k]! * step
      if (Math.abs(faults[k]!) < NO_FAULT) continue
      this.bias[k]! -= move * 0.1
      for (let n = 0; n < ids.length; n++) this.weights[ids[n]! * this.labels + k]! -= move * values[n]!
    }
  }
}

// Faults so small change nothing that anybody could measure, and most are: leaving them out makes learning fast.
const NO_FAULT = 0.01

function softmax(sums: Float32Array): Float32Array {
  const highest = sums.reduce((high, sum) => Math.max(high, sum), Number.NEGATIVE_INFINITY)
  let total = 0
  for (let n = 0; n < sums.length; n++) total += sums[n] = Math.exp(sums[n]! - highest)
  for (let n = 0; n < sums.length; n++) sums[n]! /= total
  return sums
}

/** The numbers below `length`, each once, far from their neighbours: steps of a golden share, made coprime. */
function disorder(length: number): number[] {
  let stride = Math.max(1, Math.floor(length * 0.618))
  while (length > 1 && common(stride, length) !== 1) stride++
  return Array.from({ length }, (_, n) => (n * stride) % length)
}

function common(a: number, b: number): number {
  return b === 0 ? a : common(b, a % b)
}
