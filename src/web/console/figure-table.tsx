import type { Tell } from '../page.tsx'

/** One figure: its name and what it means, told already, and how many persons; `isMain` where an officer looks first. */
export interface Figure {
  name: string
  persons: string | number
  meaning: string
  isMain?: boolean
}

/** Figures that count persons, each with what it means. */
export function FigureTable({ tell, figures }: { tell: Tell; figures: readonly Figure[] }) {
  return (
    <table class="figures">
      <thead>
        <tr>
          <th scope="col">{tell('console.figure')}</th>
          <th scope="col" class="n">
            {tell('console.persons')}
          </th>
          <th scope="col">{tell('console.meaning')}</th>
        </tr>
      </thead>
      <tbody>
        {figures.map(({ name, persons, meaning, isMain }) => (
          <tr {...(isMain && { class: 'main' })}>
            <th scope="row">{name}</th>
            <td class="n">{persons}</td>
            <td>{meaning}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
