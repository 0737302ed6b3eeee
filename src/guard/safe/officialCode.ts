import { EvmAddress } from '../../chain/index.ts'
import type { Knowledge } from '../context.ts'
import { SAFE_SOURCE } from '../signing/known/safeLibraries.ts'

/** Code that a Safe may run or ask, as Safe has deployed it; none of it is for a delegatecall of a transaction. */
const ROWS: readonly (readonly [name: string, ...addresses: readonly string[]])[] = [
  ['Safe 1.0.0', '0xb6029EA3B2c51D09a50B53CA8012FeEB05bDa35A'],
  ['Safe 1.1.1', '0x34CfAC646f301356fAa8B21e94227e3583Fe3F5F'],
  ['Safe 1.2.0', '0x6851D6fDFAfD08c0295C392436245E5bc78B0185'],
  [
    'Safe 1.3.0',
    '0xd9Db270c1B5E3Bd161E8c8503c55cEABeE709552',
    '0x69f4D1788e39c87893C980c06EdF4b7f686e2938',
    '0xB00ce5CCcdEf57e539ddcEd01DF43a13855d9910',
    '0x3E5c63644E683549055b9Be8653de26E0B4CD36E',
    '0xfb1bffC9d739B8D520DaF37dF666da4C687191EA',
    '0x1727c2c531cf966f902E5927b98490fDFb3b2b70',
  ],
  [
    'Safe 1.4.1',
    '0x41675C099F32341bf84BFc5382aF534df5C7461a',
    '0xC35F063962328aC65cED5D4c3fC5dEf8dec68dFa',
    '0x29fcB43b46531BcA003ddC8FCB67FFE91900C762',
    '0x610fcA2e0279Fa1F8C00c8c2F71dF522AD469380',
  ],
  ['Safe 1.5.0', '0xFf51A5898e281Db6DfC7855790607438dF2ca44b', '0xEdd160fEBBD92E350D4D398fb636302fccd67C7e'],
  [
    'Safe fallback handler',
    '0xd5D82B6aDDc9027B22dCA772Aa68D5d74cdBdF44',
    '0xf48f2B2d2a534e402487b3ee7C18c33Aec0Fe5e4',
    '0x017062a1dE2FE6b99BE3d9d37841FeD19F573804',
    '0x2f870a80647BbC554F3a0EBD093f11B4d2a7492A',
    '0xfd0732Dc9E303f09fCEf3a7388Ad10A83459Ec99',
    '0x9301E98DD367135f21bdF66f342A249c9D5F9069',
    '0x3EfCBb83A4A7AfcB4F68D501E2c2203a38be77f4',
    '0x85a8ca358D388530ad0fB95D0cb89Dd44Fc242c3',
    '0x54e86d004d71a8D2112ec75FaCE57D730b0433F3',
  ],
  [
    'Safe allowance module',
    '0xCFbFaC74C26F8647cBDb8c5caf80BB5b32E43134',
    '0x1Fb403834C911eB98d56E74F5182b0d64C3b3b4D',
    '0xAA46724893dedD72658219405185Fb0Fc91e091C',
  ],
  [
    'Safe module for ERC-4337',
    '0xa581c4A4DB7175302464fF3C06380BC3270b4037',
    '0x75cf11467937ce3F2f357CE24ffc3DBF8fD5c226',
  ],
  ['Safe recovery module', '0x4Aa5Bf7D840aC607cb5BD3249e6Af6FC86C04897'],
  [
    'Safe proxy factory',
    '0x12302fE9c02ff50939BaAaaf415fc226C078613C',
    '0x76E2cFc1F5Fa8F6a5b3fC4c8F4788F0116861F9B',
    '0xa6B71E26C5e0845f74c812102Ca7114b6a896AB2',
    '0xC22834581EbC8527d974F8a1c97E1bEA4EF910BC',
    '0xDAec33641865E4651fB43181C6DB6f7232Ee91c2',
    '0x4e1DCf7AD4e460CfD30791CCC4F9c8a4f820ec67',
    '0xc329D02fd8CB2fc13aa919005aF46320794a8629',
    '0x14F2982D601c9458F93bd70B218933A6f8165e7b',
  ],
]

/**
 * Safe's own contracts: to become one of them, or to ask one of them, is an upgrade and no theft.
 *
 * @source https://github.com/safe-global/safe-deployments, 1.37.56, and safe-modules-deployments, 3.0.10
 */
export const OFFICIAL_CODE: ReadonlyMap<EvmAddress.EvmAddress, Knowledge> = new Map(
  ROWS.flatMap(([name, ...addresses]) =>
    addresses.map((text) => [
      EvmAddress.parse(text),
      { kind: 'protocol', name, source: SAFE_SOURCE, hasCode: true } as const,
    ]),
  ),
)
