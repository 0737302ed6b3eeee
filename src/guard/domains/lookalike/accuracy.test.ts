import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { hasDomainData, readHosts, readRows, toInterval } from '../domains.support.ts'
import { guardUrl } from '../guardUrl.ts'
import { parse, UrlError } from '../Site.ts'
import { BRANDS } from './brands/index.ts'

if (!hasDomainData) console.warn('skipped: ../shared/data/domains is not here, look-alikes are not measured')

const known = { find: () => undefined }

/** Brands named by what was found; none for what is no web address. */
function listBrands(text: string): string[] {
  try {
    const { standing, findings } = guardUrl(text, { known })
    if (standing !== 'looks-like') return []
    return findings.flatMap(({ message }) => /^It looks like (.+?) \(true sites/.exec(message)?.[1] ?? [])
  } catch (error) {
    if (error instanceof UrlError) return []
    throw error
  }
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '')
}

function containsName(text: string, brand: string): boolean {
  try {
    const { host, suffixLabels } = parse(text)
    const labels = host.split('.')
    return plain(labels.slice(0, labels.length - suffixLabels).join('')).includes(plain(brand))
  } catch {
    return false
  }
}

describe.skipIf(!hasDomainData)('look-alikes on labelled names', () => {
  const rows = hasDomainData ? readRows('scam-urls-with-brand.csv.gz') : []
  const brands = ['MyEtherWallet', 'Idex', 'MetaMask', 'WalletConnect', 'Uniswap', 'Binance', 'Blockchain', 'Telegram']

  it.each(brands)('finds 15 points more of %s than its bare name does', (brand) => {
    const names = rows.filter(({ impersonates }) => impersonates === brand).map(({ domain = '' }) => domain)
    expect(names.length).toBeGreaterThanOrEqual(40)
    const found = names.map(listBrands)
    const isOwn = (each: string[]): boolean => each.some((name) => plain(name).startsWith(plain(brand)))
    const own = found.filter(isOwn).length
    const any = found.filter((each) => each.length > 0).length
    const contained = names.filter((name) => containsName(name, brand)).length
    const [low, high] = toInterval(own, names.length).map((value) => value.toFixed(1))
    const percent = (count: number): string => ((100 * count) / names.length).toFixed(1)
    console.log(
      `${brand} ${names.length}: bare ${percent(contained)}, named ${percent(own)} (${low} to ${high}), any ${percent(any)}`,
    )
    expect((100 * (own - contained)) / names.length).toBeGreaterThanOrEqual(15)
  })

  it.each([
    ['benign-top-10k.txt', 0.1],
    ['benign-crypto-sites.txt', 0.5],
  ])('is quiet on %s', (list, percentMax) => {
    const hosts = readHosts(list)
    const alarms = hosts.filter((host) => listBrands(host).length > 0)
    console.log(`${list} ${hosts.length}: ${alarms.length} alarms (${alarms.join(' ')})`)
    expect((100 * alarms.length) / hosts.length).toBeLessThanOrEqual(percentMax)
  })
})

describe('look-alikes in other scripts', () => {
  const [, ...judged] = readFileSync('docs/punycode-judgements.csv', 'utf8').trim().split('\n')
  const inTable = new Set(BRANDS.split('\n').flatMap((line) => line.split(' | ').slice(0, -3)))

  it('finds whom most of the names that were read by hand imitate', () => {
    const rows = judged.map((line) => line.split(',')).filter(([, , brand = '']) => inTable.has(brand))
    expect(judged).toHaveLength(200)
    const found = rows.filter(([name = '', , brand = '']) => listBrands(name).includes(brand)).length
    const [low, high] = toInterval(found, rows.length).map((value) => value.toFixed(1))
    console.log(`punycode ${rows.length}: ${((100 * found) / rows.length).toFixed(1)} (${low} to ${high})`)
    expect(found / rows.length).toBeGreaterThanOrEqual(0.8)
  })
})
