import { NETWORK } from './network.ts'
import type { SourceFile } from './RepositoryFile.ts'
import type { Sign } from './Sign.ts'

const NEAR = 800
const WHOLE =
  /JSON\.stringify\(\s*process\.env\s*[,)]|\.\.\.\s*process\.env\b(?!\s*[.[])|\b(?:data|body|json|payload|env)\s*[:=]\s*(?:dict\(\s*)?(?:process\.env|os\.environ)\s*[,})\n]|\bdict\(\s*os\.environ\s*\)/gu
const SENT =
  /\.(?:post|put)\s*\([^;]{0,300}?(?:\.\.\.\s*process\.env\b(?!\s*[.[])|JSON\.stringify\(\s*process\.env\s*[,)]|(?:,|:)\s*process\.env\s*[,})]|os\.environ\s*\)?\s*[,)])|\bbody\s*:\s*JSON\.stringify\(\s*(?:\{\s*\.\.\.\s*)?process\.env\s*[,})]/u
const SENDS = /\.(?:post|put)\s*\(|\bmethod\s*:\s*['"`](?:POST|PUT)|\brequests\.(?:post|put)\s*\(/u
const TRAITS =
  /\bos\.(?:hostname|userInfo|platform|type|release|networkInterfaces|homedir|arch)\s*\(|\b(?:socket\.gethostname|getpass\.getuser|platform\.(?:system|node))\s*\(/gu
const TRAITS_MIN = 3

// Extensions of wallets by their id in Chrome's and Edge's stores, and where browsers, wallets and systems keep keys.
const STORES =
  /nkbihfbeogaeaoehlefnkodbefgpgknn|ejbalbakoplchlghecdalmeeeajnimhm|bfnaelmomeimhlpmgjnjophhpkkoljpa|ibnejdfjmmkpcnlpebklmnkoeoihofec|hnfanknocfeofbddgcijnmhnfnkdnaad|fhbohimaelbohpjbbldcngcnapndodjp|aholpfdialjgjfhomihkjbmgjidlcdno|dmkamcknogkgcdfhhbddcghachkejeap|acmacodkjbdgmoleebolmdjonilkdbch|mcohilncbfahbmgdjkbpemcciiolgcge|egjidjbpglichdcondbcbdnbeeppgdph|Local Extension Settings|['"`/\\]Login Data\b|['"`/\\]Local State\b|\.config\/solana\/id\.json|solana_id\.txt|exodus\.wallet|Electrum[/\\]+wallets|login\.keychain|logkc_db|\.ssh\/id_(?:rsa|ed25519)|\blogins\.json|\bkey4\.db|BraveSoftware\/Brave-Browser|Google\/Chrome\/User Data|\.aws\/credentials/gu
const STORES_MIN = 2
// Calls, so that a list of such names, as scanners have it, is none.
const READS =
  /\b(?:readFile|readdir|opendir|createReadStream|copyFile|cp|open|glob)(?:Sync)?\s*\(|\bshutil\.\w|\bos\.(?:walk|listdir|scandir)\s*\(|['"](?:node:)?fs(?:\/promises)?['"]|\bimport\s+(?:glob|shutil|sqlite3)\b/u

/** What is taken from the machine: its environment, its description, and the stores of wallets and keys. */
export function findEnvironment(file: SourceFile): Sign[] {
  return [...findSentEnvironment(file), ...findDescription(file), ...findStores(file), ...findLeftRunning(file)]
}

function findSentEnvironment({ text, isBuilt }: SourceFile): Sign[] {
  if (!/process\.env|os\.environ/u.test(text)) return []
  const sent = SENT.exec(text)
  if (sent !== null) {
    return [
      {
        code: 'ENVIRONMENT_SENT',
        strength: isBuilt ? 'weak' : 'strong',
        index: sent.index,
        detail: 'the whole environment in a request',
      },
    ]
  }
  if (!SENDS.test(text) || !NETWORK.test(text)) return []
  for (const match of text.matchAll(WHOLE)) {
    const around = text.slice(Math.max(0, match.index - NEAR), match.index + NEAR)
    if (!SENDS.test(around) || !NETWORK.test(around)) continue
    return [
      {
        code: 'ENVIRONMENT_SENT',
        strength: 'weak',
        index: match.index,
        detail: 'the whole environment near a request',
      },
    ]
  }
  return []
}

function findDescription({ text, isBuilt }: SourceFile): Sign[] {
  if (isBuilt || !SENDS.test(text)) return []
  const traits = [...text.matchAll(TRAITS)]
  const kinds = new Set(traits.map(([trait]) => trait))
  const [first] = traits
  if (first === undefined || kinds.size < TRAITS_MIN) return []
  return [
    {
      code: 'MACHINE_DESCRIBED',
      strength: 'weak',
      index: first.index,
      detail: `${kinds.size} traits of the machine in a file that sends`,
    },
  ]
}

function findStores({ text }: SourceFile): Sign[] {
  const stores = [...text.matchAll(STORES)]
  const kinds = new Set(stores.map(([store]) => store.toLowerCase()))
  const [first] = stores
  if (first === undefined || kinds.size < STORES_MIN) return []
  const canRead = READS.test(text)
  return [
    {
      code: 'WALLETS_READ',
      strength: canRead ? 'strong' : 'weak',
      index: first.index,
      detail: `${kinds.size} places where wallets or keys are kept`,
    },
  ]
}

function findLeftRunning({ text, isBuilt }: SourceFile): Sign[] {
  if (isBuilt || !text.includes('detached')) return []
  const match = /\bspawn\s*\([^;]{0,300}\bdetached\s*:\s*true/u.exec(text)
  if (match === null) return []
  const isUnseen = /\bwindowsHide\s*:\s*true|\bstdio\s*:\s*['"`]ignore/u.test(
    text.slice(match.index, match.index + 500),
  )
  const strength = isUnseen && NETWORK.test(text) ? 'weak' : 'aside'
  return [{ code: 'LEFT_RUNNING', strength, index: match.index, detail: 'a detached process' }]
}
