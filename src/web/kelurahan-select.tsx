import { KECAMATAN, KELURAHAN } from '../domain/region/kelurahan.ts'

interface KelurahanSelectProps {
  /** What stands there while none is chosen. */
  none: string
  /** Official code of the chosen one, or nothing. */
  chosen: string
  required?: boolean
}

/** A choice among the city's kelurahan, by kecamatan. */
export function KelurahanSelect({ none, chosen, required = false }: KelurahanSelectProps) {
  return (
    <select id="kelurahan" name="kelurahan" autocomplete="off" required={required}>
      <option value="">{none}</option>
      {KECAMATAN.map(({ code, name }) => (
        <optgroup label={name}>
          {KELURAHAN.filter(({ kecamatan }) => kecamatan.code === code).map((kelurahan) => (
            <option value={kelurahan.code} selected={kelurahan.code === chosen}>
              {kelurahan.name}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  )
}
