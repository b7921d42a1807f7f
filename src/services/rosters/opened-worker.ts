import type { KnownEnrolment, KnownWorker } from '../../domain/roster/judge.ts'
import type { Row } from '../../store/schema.ts'
import type { Vault } from '../../store/vault.ts'
import type { Worker } from '../../store/workers.ts'

/** A worker of the register as judging compares one. */
export type OpenedWorker = KnownWorker & Pick<Worker, 'code'>

/** Opens what is sealed of a worker when it is looked at, since most are told apart before. */
export function openedWorker(vault: Vault, worker: Worker): OpenedWorker {
  const { id, code, name, bornOn } = worker
  let nik: string | undefined
  return {
    ...{ id, code, name, bornOn, sex: worker.sex ?? 'male', kelurahan: worker.kelurahan ?? '' },
    get nik() {
      nik ??= vault.open('workers.nik', worker.nikSealed)
      return nik
    },
    get phone() {
      return worker.phoneSealed === null ? null : vault.open('workers.phone', worker.phoneSealed)
    },
    get address() {
      return worker.addressSealed === null ? null : vault.open('workers.address', worker.addressSealed)
    },
  }
}

export function openedEnrolment(vault: Vault, entry: Row<'enrolments'>): KnownEnrolment & { listedAs: string } {
  const { listedAs, agencyId, segment, memberNumberSealed, ...told } = entry
  const memberNumber = memberNumberSealed === null ? null : vault.open('enrolments.memberNumber', memberNumberSealed)
  return {
    ...{ listedAs, agency: agencyId, funding: told.funding, occupation: told.occupation, memberNumber },
    ...{ programmes: told.programmes, basis: told.basis },
    ...{ startsOn: told.startsOn, endsOn: told.endsOn, paidThrough: told.paidThrough },
    segment: segment as KnownEnrolment['segment'],
  }
}
