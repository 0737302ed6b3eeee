import { BlockList, isIP } from 'node:net'

type Range = readonly [network: string, prefixBits: number]

// @source https://www.iana.org/assignments/iana-ipv4-special-registry
const SPECIAL_IPV4: readonly Range[] = [
  ['0.0.0.0', 8], // this network
  ['10.0.0.0', 8], // private
  ['100.64.0.0', 10], // carrier-grade NAT
  ['127.0.0.0', 8], // loopback
  ['169.254.0.0', 16], // link-local, and the clouds' metadata at 169.254.169.254
  ['172.16.0.0', 12], // private
  ['192.0.0.0', 24], // protocol assignments
  ['192.0.2.0', 24], // documentation
  ['192.88.99.0', 24], // 6to4 relays
  ['192.168.0.0', 16], // private
  ['198.18.0.0', 15], // benchmarks
  ['198.51.100.0', 24], // documentation
  ['203.0.113.0', 24], // documentation
  ['224.0.0.0', 4], // multicast
  ['240.0.0.0', 4], // reserved, broadcast
]

// Only 2000::/3 is handed out to the public: loopback, mapped and compatible IPv4, ULA, link-local and multicast lie
// outside of it. These are the special ones inside.
// @source https://www.iana.org/assignments/iana-ipv6-special-registry
const SPECIAL_IPV6: readonly Range[] = [
  ['2001::', 23], // protocol assignments: Teredo, ORCHID, benchmarks
  ['2001:db8::', 32], // documentation
  ['2002::', 16], // 6to4: carries any IPv4 address
  ['3fff::', 20], // documentation
]

const special = createList(SPECIAL_IPV4, SPECIAL_IPV6)
const handedOut = createList([], [['2000::', 3]])
const nat64 = createList([], [['64:ff9b::', 96]])

/**
 * Whether an IP address is one of the public Internet's, so that a stranger's URL may lead to it.
 *
 * An address of NAT64's well-known prefix is what its IPv4 address is. Anything that is no IP address is not public.
 *
 * @example
 * isPublicAddress('1.1.1.1')            // true
 * isPublicAddress('::ffff:127.0.0.1')   // false
 * isPublicAddress('64:ff9b::169.254.169.254') // false
 */
export function isPublicAddress(address: string): boolean {
  switch (address.includes('%') ? 0 : isIP(address)) {
    case 4:
      return !special.check(address, 'ipv4')
    case 6:
      return isPublicIpv6(address)
    default:
      return false
  }
}

function isPublicIpv6(address: string): boolean {
  if (nat64.check(address, 'ipv6')) return isPublicAddress(embeddedIpv4(address))
  return handedOut.check(address, 'ipv6') && !special.check(address, 'ipv6')
}

// The last 32 bits. The URL parser writes an address in its one short form, e.g. 64:ff9b::7f00:1 or 64:ff9b::1.
function embeddedIpv4(address: string): string {
  const short = new URL(`http://[${address}]`).hostname.slice(1, -1)
  const [low = 0, high = 0] =
    short
      .split('::')[1]
      ?.split(':')
      .reverse()
      .map((word) => Number.parseInt(word || '0', 16)) ?? []
  return [high >> 8, high & 255, low >> 8, low & 255].join('.')
}

function createList(ipv4: readonly Range[], ipv6: readonly Range[]): BlockList {
  const list = new BlockList()
  for (const [network, prefixBits] of ipv4) list.addSubnet(network, prefixBits, 'ipv4')
  for (const [network, prefixBits] of ipv6) list.addSubnet(network, prefixBits, 'ipv6')
  return list
}
