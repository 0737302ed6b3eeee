/** Numbers by place, of which few are not 0: memory is taken for places near those that were set. */
export interface Sparse {
  get(place: number): number
  set(place: number, value: number): void
}

const PAGE_BITS = 8
const PAGE = 1 << PAGE_BITS

/** Creates numbers that are 0 at the places below `count`. */
export function createSparse(count: number): Sparse {
  const pages = new Array<Float64Array | undefined>(Math.ceil(count / PAGE)).fill(undefined)
  return {
    get(place) {
      const page = pages[place >>> PAGE_BITS]
      return page === undefined ? 0 : (page[place & (PAGE - 1)] as number)
    },
    set(place, value) {
      const page = (pages[place >>> PAGE_BITS] ??= new Float64Array(PAGE))
      page[place & (PAGE - 1)] = value
    },
  }
}
