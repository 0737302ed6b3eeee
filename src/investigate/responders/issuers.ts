import { AssetId } from '../../chain/index.ts'
import type { Issuer } from './Responder.ts'

/**
 * Issuers whose token contracts can freeze a balance where it lies.
 *
 * Only contracts of the issuers themselves: tokens that a bridge or an exchange has made of them obey others.
 *
 * @source https://developers.circle.com/stablecoins/usdc-contract-addresses
 * @source https://github.com/paxosglobal/pyusd-contract
 * @source https://github.com/paxosglobal/usdp-contracts
 */
export const ISSUERS: readonly Issuer[] = [
  {
    name: 'Tether',
    tokens: tokens({
      'ethereum/erc20:0xdAC17F958D2ee523a2206206994597C13D831ec7': 'USDT',
      'tron/trc20:TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t': 'USDT',
    }),
    freezes: 'addBlackList, seen on the chain as AddedBlackList',
    actsOn:
      'a request of the police, or its own judgement of the risk; it has said that it leaves wallets of exchanges alone',
    returns: 'it can destroy frozen USDT and issue them again to the owner',
    contacts: [
      {
        who: 'police',
        page: 'https://tether.to/en/legal/?tab=law-enforcement-requests',
        asks: 'a request by an officer, with chain, token contract, addresses, amounts and the transactions that lead there',
        source: 'https://github.com/bobslayerX/crypttrace',
        asOf: '2026-07',
      },
    ],
    sources: ['https://etherscan.io/address/0xdac17f958d2ee523a2206206994597c13d831ec7#code'],
  },
  {
    name: 'Circle',
    tokens: tokens({
      'ethereum/erc20:0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48': 'USDC',
      'arbitrum/erc20:0xaf88d065e77c8cC2239327C5EDb3A432268e5831': 'USDC',
      'base/erc20:0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913': 'USDC',
      'optimism/erc20:0x0b2C639c533813f4Aa9D7837CAf62653d097Ff85': 'USDC',
      'polygon/erc20:0x3c499c542cEF5E3811e1192ce70d8cC03d5c3359': 'USDC',
      'avalanche/erc20:0xB97EF9Ef8734C71904D8002F8b6Bc66Dd9c48a6E': 'USDC',
    }),
    freezes: 'blacklist, seen on the chain as Blacklisted',
    actsOn: 'a legal order, such as that of a court; so the police or a lawyer must bring one',
    returns: 'it freezes in place and cannot move the money back',
    contacts: [
      {
        who: 'police',
        page: 'https://www.circle.com/legal/usdc-terms',
        asks: 'a legal order of an authority with power over it, with the addresses',
        source: 'https://www.centre.io/access_denial_guidelines',
        asOf: '2024-10',
      },
    ],
    sources: ['https://www.centre.io/access_denial_guidelines'],
  },
  {
    name: 'Paxos',
    tokens: tokens({
      'ethereum/erc20:0x6c3ea9036406852006290770BEdFcAbA0e23A0e8': 'PYUSD',
      'ethereum/erc20:0x8E870D67F660D95d5be530380D0eC0bd388289E1': 'USDP',
    }),
    freezes: 'freeze, seen on the chain as FreezeAddress',
    actsOn: 'the law, such as an order of a court',
    returns: 'its contracts can wipe a frozen balance',
    contacts: [
      {
        who: 'police',
        page: 'https://www.paxos.com/illegal-activity/',
        asks: 'legal process of an authority',
        source: 'https://www.paxos.com/illegal-activity/',
        asOf: '2024-10',
      },
    ],
    sources: ['https://github.com/paxosglobal/pyusd-contract', 'https://www.paxos.com/illegal-activity/'],
  },
]

function tokens(names: Readonly<Record<string, string>>): Issuer['tokens'] {
  return new Map(Object.entries(names).map(([id, name]) => [AssetId.parse(id), name]))
}
