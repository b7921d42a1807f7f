/** Where the pages of the console are; all of them lie below `HOME`. */
export const HOME = '/petugas'
export const LOG_IN = `${HOME}/masuk`
export const LOG_OUT = `${HOME}/keluar`
export const INVITATION = `${HOME}/undangan/:token`
export const HANDOVERS = `${HOME}/bantuan`
export const CAMPAIGNS = `${HOME}/pesan`
export const IMPORTS = `${HOME}/daftar-masuk`
export const UPLOADS = `${IMPORTS}/serahan`
export const OVERLAPS = `${HOME}/tumpang-tindih`
export const WORKERS = `${HOME}/pekerja`
export const REACH = `${HOME}/jangkauan`
export const CLAIMS = `${HOME}/urusan-wafat`
export const DOUBTS = `${HOME}/data-kembar`
export const CORRECTIONS = `${HOME}/data-salah`
export const QUESTIONS = `${HOME}/pertanyaan`
export const OFFICERS = `${HOME}/daftar-petugas`
export const ACCOUNT = `${HOME}/akun`
