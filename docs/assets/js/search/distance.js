// How many slips of the finger are between two words: a letter too many, a letter left out,
// another one, or two in the wrong order. (The optimal string alignment distance, after
// Damerau, "A technique for computer detection and correction of spelling errors", 1964.)

/**
 * @param {string} a
 * @param {string} b
 * @param {number} most beyond which it is not counted
 * @returns {number} `most` + 1 where there are more
 */
export function distance(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let [before, above] = [/** @type {number[]} */ ([]), Array.from({ length: b.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const other = a[i - 1] === b[j - 1] ? 0 : 1;
      row[j] = Math.min(above[j] + 1, row[j - 1] + 1, above[j - 1] + other);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    if (Math.min(...row) > most) return most + 1;
    [before, above] = [above, row];
  }
  return Math.min(above[b.length], most + 1);
}
