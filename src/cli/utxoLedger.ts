import { ChainId } from '../chain/index.ts'
import { LazarettoError } from '../LazarettoError.ts'
import { openStore, openUtxoView } from '../ledger/index.ts'
import { resolveLabels } from '../server/index.ts'
import { openStructure, type Structure } from '../trace/index.ts'

/** Opens the UTXO ledger of a folder, hands its structure over, and closes it. @throws NoCoinsError `LZ_CHAIN_NO_UTXO` */
export async function withStructure(
  { store: folder, chain: name }: { store: string; chain: string },
  use: (structure: Structure) => Promise<void>,
): Promise<void> {
  const chain = ChainId.parse(name)
  if (hasAccounts(chain)) throw new NoCoinsError(chain)
  const store = await openStore(folder, { mode: 'read' })
  try {
    const view = await openUtxoView(store, chain)
    await use(await openStructure(view, { labels: await resolveLabels(view) }))
  } finally {
    store.close()
  }
}

/** Address families of chains whose money is in outputs. */
const COIN_FAMILIES: readonly ChainId.AddressFamily[] = ['base58check', 'segwit', 'cashaddr']

function hasAccounts(chain: ChainId.ChainId): boolean {
  const families = ChainId.listFamilies(chain)
  return families.length > 0 && !families.some((family) => COIN_FAMILIES.includes(family))
}

/** A chain of accounts, of which somebody asks what only coins have. */
class NoCoinsError extends LazarettoError {
  constructor(chain: ChainId.ChainId) {
    const shown = ChainId.shortName(chain)
    const message = `${shown} has accounts, not coins: clusters and the structure of transactions exist on chains like bitcoin. Use lazaretto trace for ${shown}.`
    super('LZ_CHAIN_NO_UTXO', 'input', message)
  }
}
