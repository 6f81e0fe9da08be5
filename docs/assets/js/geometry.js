// Where the lines of a block of code stand.

/**
 * @param {HTMLElement} block as high as its lines and its padding
 * @param {number} count how many lines it has
 * @returns {{first: number, height: number}} pixels from its top to the first, and of each
 */
export function lineBoxes(block, count) {
  const style = getComputedStyle(block);
  const [above, below] = [style.paddingTop, style.paddingBottom].map(parseFloat);
  return { first: above, height: (block.clientHeight - above - below) / count };
}
