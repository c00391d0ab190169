/** PostgreSQL takes at most 65,535 parameters a statement; a row of ours has at most a few dozen. */
const rowsPerStatement = 1000

/** Parts rows so that each part fits in one statement. */
export function* inBatches<Row>(rows: readonly Row[]): Generator<Row[]> {
  for (let start = 0; start < rows.length; start += rowsPerStatement) yield rows.slice(start, start + rowsPerStatement)
}
