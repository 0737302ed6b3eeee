/**
 * A person's name with the family name last, from `LAST, First` as OFAC writes it in files without separate parts.
 *
 * @example
 * toNaturalOrder('YAN, Xiaobing') // 'Xiaobing YAN'
 * toNaturalOrder('SOUTHFRONT')    // 'SOUTHFRONT'
 */
export function toNaturalOrder(name: string): string {
  const [last = '', first, ...rest] = name.split(/,\s+/)
  return first === undefined ? name : [first, last, ...rest].join(' ')
}
