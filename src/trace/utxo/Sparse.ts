/** Numbers by place, of which few are not 0: memory is taken for places near those that were set. */
export interface Sparse {
  get(place: number): number
  set(place: number, value: number): void
}

const PAGE_BITS = 4
const PAGE = 1 << PAGE_BITS

/** Creates numbers that are 0 at the places below `count`: two bits a place, and a page for each 16 places that have any. */
export function createSparse(count: number): Sparse {
  /** Page 0 has none of the places. */
  const pages = new Uint32Array(Math.ceil(count / PAGE))
  let room = new Float64Array(1024 * PAGE)
  let pageCount = 1
  const takePage = (place: number): number => {
    if (pageCount * PAGE === room.length) room = enlarge(room)
    pages[place >>> PAGE_BITS] = pageCount
    return pageCount++
  }
  return {
    get: (place) => room[PAGE * (pages[place >>> PAGE_BITS] as number) + (place & (PAGE - 1))] as number,
    set(place, value) {
      const page = (pages[place >>> PAGE_BITS] as number) || takePage(place)
      room[PAGE * page + (place & (PAGE - 1))] = value
    },
  }
}

function enlarge(room: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(2 * room.length)
  larger.set(room)
  return larger
}
