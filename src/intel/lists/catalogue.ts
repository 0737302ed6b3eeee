/** What being on a list means; `own` is a list of one's own. */
export type ListCategory = 'sanctions' | 'stolen-funds' | 'seizure' | 'own'

/** One official list: where it is, in which forms, and what a sane edition of it looks like. */
export interface KnownList {
  readonly id: string
  readonly title: string
  readonly publisher: string
  readonly category: ListCategory
  /** Where the publisher gives it, best form first; of a cumulative list, each of its notices. */
  readonly urls: readonly string[]
  /** Ids of the forms in which it is read. */
  readonly formats: readonly string[]
  readonly hasNames: boolean
  /** Whether it is a row of notices, each of which adds to those before and replaces none. */
  readonly isCumulative?: true
  /** Where addresses are to be found: in fields of their own, only in free text, or nowhere. */
  readonly addresses: 'fields' | 'text' | 'none'
  readonly licence: string
  /** Largest file that can be an edition, unpacked. */
  readonly bytesMax: number
  /** Fewest and most entries of an edition in the publisher's own form; a list of its addresses alone has fewer. */
  readonly entries: { readonly min: number; readonly max: number }
}

const MB = 1024 * 1024
const OFAC_EXPORTS = 'https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports'

/**
 * The lists that are known by name.
 *
 * Sizes are several times those of 2026, and the fewest entries about half of them.
 *
 * @source https://ofac.treasury.gov/sanctions-list-service
 * @source https://main.un.org/securitycouncil/en/content/un-sc-consolidated-list
 * @source https://data.europa.eu/data/datasets/consolidated-list-of-persons-groups-and-entities-subject-to-eu-financial-sanctions
 * @source https://www.gov.uk/government/publications/the-uk-sanctions-list
 * @source https://nbctf.mod.gov.il
 * @source https://www.ic3.gov/psa/2025/psa250226
 * @source https://www.fbi.gov/news/press-releases/fbi-identifies-cryptocurrency-funds-stolen-by-dprk
 * @source https://www.opensanctions.org/datasets/
 */
export const KNOWN_LISTS: readonly KnownList[] = [
  {
    id: 'ofac-sdn',
    title: 'Specially Designated Nationals and Blocked Persons List',
    publisher: 'OFAC, US Department of the Treasury',
    category: 'sanctions',
    urls: [
      `${OFAC_EXPORTS}/SDN.XML`,
      `${OFAC_EXPORTS}/SDN_ADVANCED.XML`,
      'https://www.treasury.gov/ofac/downloads/sdn.csv',
    ],
    formats: ['ofac-sdn-xml', 'ofac-advanced-xml', 'ofac-csv', 'ofac-delta-xml', 'addresses-json', 'addresses-csv'],
    hasNames: true,
    addresses: 'fields',
    licence: 'US public domain',
    bytesMax: 512 * MB,
    entries: { min: 8_000, max: 200_000 },
  },
  {
    id: 'ofac-consolidated',
    title: 'Consolidated non-SDN lists',
    publisher: 'OFAC, US Department of the Treasury',
    category: 'sanctions',
    urls: [`${OFAC_EXPORTS}/CONSOLIDATED.XML`, `${OFAC_EXPORTS}/CONS_ADVANCED.XML`],
    formats: ['ofac-sdn-xml', 'ofac-advanced-xml', 'ofac-csv', 'ofac-delta-xml'],
    hasNames: true,
    addresses: 'fields',
    licence: 'US public domain',
    bytesMax: 128 * MB,
    entries: { min: 100, max: 50_000 },
  },
  {
    id: 'un-sc',
    title: 'United Nations Security Council Consolidated List',
    publisher: 'United Nations',
    category: 'sanctions',
    urls: ['https://scsanctions.un.org/resources/xml/en/consolidated.xml'],
    formats: ['un-xml'],
    hasNames: true,
    addresses: 'none',
    licence: 'UN terms of use',
    bytesMax: 32 * MB,
    entries: { min: 500, max: 20_000 },
  },
  {
    id: 'eu-fsf',
    title: 'Consolidated list of persons, groups and entities subject to EU financial sanctions',
    publisher: 'European Commission',
    category: 'sanctions',
    urls: ['https://webgate.ec.europa.eu/fsd/fsf/public/files/xmlFullSanctionsList_1_1/content?token=dG9rZW4tMjAxNw'],
    formats: ['eu-xml'],
    hasNames: true,
    addresses: 'text',
    licence: 'reuse allowed, CC BY 4.0',
    bytesMax: 256 * MB,
    entries: { min: 3_000, max: 100_000 },
  },
  {
    id: 'uk-sl',
    title: 'UK Sanctions List',
    publisher: 'Foreign, Commonwealth and Development Office',
    category: 'sanctions',
    urls: ['https://sanctionslist.fcdo.gov.uk/docs/UK-Sanctions-List.xml'],
    formats: ['uk-xml'],
    hasNames: true,
    addresses: 'text',
    licence: 'Open Government Licence v3',
    bytesMax: 256 * MB,
    entries: { min: 2_000, max: 100_000 },
  },
  {
    id: 'il-nbctf',
    title: 'Seizure orders for crypto wallets',
    publisher: 'National Bureau for Counter Terror Financing of Israel',
    category: 'seizure',
    urls: ['https://nbctf.mod.gov.il'],
    formats: ['il-csv'],
    hasNames: true,
    addresses: 'fields',
    licence: 'public, terms not checked',
    bytesMax: 16 * MB,
    entries: { min: 300, max: 100_000 },
  },
  {
    id: 'us-fbi',
    title: 'Addresses of stolen funds published by the FBI',
    publisher: 'Federal Bureau of Investigation',
    category: 'stolen-funds',
    urls: [
      'https://www.ic3.gov/psa/2025/psa250226',
      'https://www.fbi.gov/news/press-releases/fbi-identifies-cryptocurrency-funds-stolen-by-dprk',
      'https://www.fbi.gov/news/press-releases/fbi-identifies-lazarus-group-cyber-actors-as-responsible-for-theft-of-41-million-from-stakecom',
    ],
    formats: ['fbi-page', 'fbi-json', 'addresses-json', 'addresses-csv'],
    hasNames: true,
    isCumulative: true,
    addresses: 'text',
    licence: 'US public domain',
    bytesMax: 16 * MB,
    entries: { min: 1, max: 10_000 },
  },
  {
    id: 'opensanctions',
    title: 'OpenSanctions consolidated sanctions',
    publisher: 'OpenSanctions',
    category: 'sanctions',
    urls: ['https://data.opensanctions.org/datasets/latest/sanctions/entities.ftm.json'],
    formats: ['ftm', 'ftm-delta'],
    hasNames: true,
    addresses: 'fields',
    licence: 'CC BY-NC 4.0; commercial use needs a licence',
    bytesMax: 8192 * MB,
    entries: { min: 20_000, max: 8_000_000 },
  },
]

/** A list by its id; undefined for one that is not known, such as a list of one's own. */
export function findKnownList(id: string): KnownList | undefined {
  return KNOWN_LISTS.find((list) => list.id === id)
}
