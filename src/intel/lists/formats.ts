import { addressesCsv } from './addresses/addressesCsv.ts'
import { addressesJson } from './addresses/addressesJson.ts'
import { euXml } from './eu/euXml.ts'
import { fbiJson } from './fbi/fbiJson.ts'
import { fbiPage } from './fbi/fbiPage.ts'
import { ftm, ftmDelta } from './ftm/ftm.ts'
import { seizureCsv } from './israel/seizureCsv.ts'
import type { ListFormat } from './ListFormat.ts'
import { advancedXml } from './ofac/advancedXml.ts'
import { deltaXml } from './ofac/deltaXml.ts'
import { sdnCsv } from './ofac/sdnCsv.ts'
import { sdnXml } from './ofac/sdnXml.ts'
import { ukXml } from './uk/ukXml.ts'
import { unXml } from './un/unXml.ts'

const XML: readonly ListFormat[] = [sdnXml, advancedXml, deltaXml, unXml, euXml, ukXml]
const JSON_FORMS: readonly ListFormat[] = [ftmDelta, ftm, fbiJson, addressesJson]
const TABLES: readonly ListFormat[] = [sdnCsv, seizureCsv, addressesCsv]

/** All forms that are read, those last whose signs are weakest. */
export const FORMATS: readonly ListFormat[] = [...XML, ...JSON_FORMS, ...TABLES, fbiPage]
