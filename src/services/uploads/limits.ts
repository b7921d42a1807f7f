/** Bytes of a CSV as it is handed in: two million rows of a roster. */
export const LARGEST_CSV_FILE = 300_000_000

/** Fields of the form around the file, and a little more. */
export const LARGEST_FORM = LARGEST_CSV_FILE + 1_000_000

/** A file that was handed in and neither applied nor thrown away lies no longer than this. */
export const LIES_FOR_MS = 86_400_000

/** How often a work is begun anew that ends in a failure of ours. */
export const MOST_TRIES = 5

/** Uploads of an agency that stand open at once: more is a mistake, and would fill the disk. */
export const MOST_OPEN = 20
