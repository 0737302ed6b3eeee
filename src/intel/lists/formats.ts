import { addressesCsv } from './addresses/addressesCsv.ts'
import { addressesJson } from './addresses/addressesJson.ts'
import type { ListFormat } from './ListFormat.ts'
import { sdnCsv } from './ofac/sdnCsv.ts'
import { sdnXml } from './ofac/sdnXml.ts'
import { unXml } from './un/unXml.ts'

/** All forms that are read, the most telling first. */
export const FORMATS: readonly ListFormat[] = [sdnXml, unXml, sdnCsv, addressesJson, addressesCsv]
