import { CHAINS } from './chains.ts'
import { COLLECTIBLES } from './collectibles.ts'
import { DEFI } from './defi.ts'
import { EXCHANGES } from './exchanges.ts'
import { SERVICES } from './services.ts'
import { WALLETS } from './wallets.ts'

/**
 * The brands that names imitate: `name | words | true domains | who says so`, as `createBrandTable` reads it.
 *
 * Who says so, a letter each: a, the actors of GraphSense's tag packs (2023-02, MIT); c, the sites that MetaMask tests as
 * not to be blocked; e, Ledger's registry of ERC-7730 descriptors; m, MetaMask's eth-phishing-detect 1.2.0; v, viem's table of
 * chains; w, MyEtherWallet's ethereum-lists; o, only the project itself.
 */
export const BRANDS: string = [EXCHANGES, WALLETS, DEFI, CHAINS, COLLECTIBLES, SERVICES].join('\n')
