/** Lines searched for the header row: lists begin with titles. */
export const HEADER_WITHIN_LINES = 10

/** Characters of one record. A worker's row has some hundreds; more means a missing line break or a quote never closed. */
export const LONGEST_RECORD = 65_536

/** Line breaks that one quoted cell may hold; more means a quote never closed that would swallow workers in silence. */
export const MOST_LINES_IN_RECORD = 10

/** Rows of an XLSX, which must be held in memory whole; CSV has no such limit. */
export const MOST_SHEET_ROWS = 100_000

/** Bytes of an XLSX as it lies on disk. */
export const LARGEST_SHEET_FILE = 40_000_000

/** Bytes of an XLSX unzipped: 100.000 rows of a roster take about a third. */
export const LARGEST_UNZIPPED = 400_000_000
